package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.support.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();

    private Pacer pacer(double perSecond, int perMinute) {
        return new Pacer(perSecond, perMinute, time, time, () -> 0.5);
    }

    /** The times of the next calls, counted from the start, for a caller with plenty of time. */
    private List<Duration> calls(Pacer pacer, int count) {
        return IntStream.range(0, count).mapToObj(i -> call(pacer)).toList();
    }

    private Duration call(Pacer pacer) {
        pacer.await(Deadline.in(Duration.ofHours(24), time), SECOND);
        return Duration.between(VirtualTime.START, time.instant());
    }

    private void callWithin(Pacer pacer, Duration left, Duration needed) {
        pacer.await(Deadline.in(left, time), needed);
    }

    @Test
    void spacesABurstEvenly() {
        assertThat(calls(pacer(10, 1000), 4))
                .containsExactly(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300));
    }

    @Test
    void spacesByAFractionOfACallASecond() {
        Pacer pacer = pacer(0.5, 1000);

        assertThat(pacer.spacing()).isEqualTo(Duration.ofSeconds(2));
        assertThat(calls(pacer, 3)).containsExactly(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void doesNotSaveUpForABurst() {
        Pacer pacer = pacer(10, 1000);
        call(pacer);
        time.advance(SECOND);

        assertThat(calls(pacer, 2)).containsExactly(SECOND, SECOND.plusMillis(100));
    }

    @Test
    void doesNotWaitForASlotThatIsFree() {
        Pacer pacer = pacer(10, 1000);
        call(pacer);
        time.advance(Duration.ofMillis(100));
        call(pacer);

        assertThat(time.slept()).isZero();
    }

    @Test
    void keepsEverySlidingMinuteWithinItsLimit() {
        List<Duration> calls = calls(pacer(10, 3), 7);

        assertThat(calls)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(60_000),
                        Duration.ofMillis(60_100),
                        Duration.ofMillis(60_200),
                        Duration.ofMillis(120_000));
    }

    @Test
    void callsOfAnEarlierMinuteDoNotCount() {
        Pacer pacer = pacer(10, 2);
        calls(pacer, 2);
        time.advance(Duration.ofMinutes(2));
        time.advance(SECOND);
        Duration now = Duration.between(VirtualTime.START, time.instant());

        assertThat(calls(pacer, 2)).containsExactly(now, now.plusMillis(100));
    }

    @Test
    void takesTheSlotThatLeavesJustEnoughTime() {
        Pacer pacer = pacer(1, 1000);
        call(pacer);

        callWithin(pacer, Duration.ofSeconds(3), Duration.ofSeconds(2));

        assertThat(time.slept()).isEqualTo(SECOND);
    }

    @Test
    void refusesTheSlotThatLeavesTooLittleTime() {
        Pacer pacer = pacer(1, 1000);
        call(pacer);

        assertThatThrownBy(() -> callWithin(pacer, Duration.ofSeconds(3).minusNanos(1), Duration.ofSeconds(2)))
                .isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(time.slept()).isZero();
    }

    @Test
    void refusesWhenTheDeadlineHasPassed() {
        assertThatThrownBy(() -> callWithin(pacer(1, 1000), SECOND.negated(), Duration.ZERO))
                .isInstanceOf(KeapFailure.OutOfTime.class);
    }

    @Test
    void saysThatTheMinuteIsUsedUpAndForHowLong() {
        Pacer pacer = pacer(10, 2);
        calls(pacer, 2);

        assertThatThrownBy(() -> callWithin(pacer, Duration.ofSeconds(30), Duration.ZERO))
                .isInstanceOfSatisfying(
                        KeapFailure.Throttled.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(59_900)));
    }

    @Test
    void refusedCallerUsesNoSlot() {
        Pacer pacer = pacer(1, 1000);
        call(pacer);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> callWithin(pacer, SECOND, SECOND)).isInstanceOf(KeapFailure.OutOfTime.class);
        }

        assertThat(call(pacer)).isEqualTo(SECOND);
    }

    @Test
    void throttledPacerWaitsAsLongAsKeapAsked() {
        Pacer pacer = pacer(10, 1000);
        pacer.heed(new KeapFailure.Throttled(Duration.ofSeconds(40)));
        pacer.heed(new KeapFailure.Throttled(Duration.ofSeconds(5)));

        assertThat(calls(pacer, 2)).containsExactly(Duration.ofSeconds(40), Duration.ofMillis(40_100));
    }

    @Test
    void throttledPacerRefusesWhoCannotWait() {
        Pacer pacer = pacer(10, 1000);
        pacer.heed(new KeapFailure.Throttled(Duration.ofSeconds(40)));

        assertThatThrownBy(() -> callWithin(pacer, Duration.ofSeconds(39), Duration.ZERO))
                .isInstanceOfSatisfying(
                        KeapFailure.Throttled.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(40)));
        callWithin(pacer, Duration.ofSeconds(40), Duration.ZERO);
    }

    @Test
    void refusesAtOnceWhileTheDayIsUsedUp() {
        Pacer pacer = pacer(10, 1000);
        pacer.heed(new KeapFailure.QuotaUsedUp(Duration.ofHours(1)));
        time.advance(Duration.ofMinutes(59));

        assertThatThrownBy(() -> call(pacer))
                .isInstanceOfSatisfying(
                        KeapFailure.QuotaUsedUp.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(1)));
        assertThat(time.slept()).isZero();

        time.advance(Duration.ofMinutes(1));
        assertThat(call(pacer)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void spikeArrestMovesTheRhythmByHalfAnIntervalToOneAndAHalf() {
        Pacer pacer = new Pacer(10, 1000, time, time, () -> 0.9);
        call(pacer);
        pacer.heed(new KeapFailure.SpikeArrest());

        assertThat(calls(pacer, 2)).containsExactly(Duration.ofMillis(140), Duration.ofMillis(240));
    }

    @Test
    void spikeArrestDoesNotBringAnotherCallForward() {
        Pacer pacer = pacer(1, 1000);
        call(pacer);
        pacer.heed(new KeapFailure.SpikeArrest());

        assertThat(call(pacer)).isEqualTo(SECOND);
    }

    @Test
    void otherFailuresChangeNothing() {
        Pacer pacer = pacer(10, 1000);
        List.of(
                        new KeapFailure.Unavailable("", KeapFailure.Progress.FINISHED, Duration.ofHours(1)),
                        new KeapFailure.ServerError(null),
                        new KeapFailure.Unclear(""),
                        new KeapFailure.OutOfTime(),
                        new KeapFailure.Misconfigured(""),
                        new KeapFailure.Refused(""),
                        new KeapFailure.Forbidden(""),
                        new KeapFailure.NotFound(""))
                .forEach(pacer::heed);

        assertThat(call(pacer)).isZero();
    }

    private boolean takes(Pacer pacer, Duration forTheCalls, int callsToCome) {
        Deadline deadline = Deadline.in(forTheCalls, time).reserving(Duration.ZERO, callsToCome);
        try {
            pacer.await(deadline, Duration.ZERO);
            return true;
        } catch (KeapFailure.Throttled throttled) {
            return false;
        }
    }

    @Test
    void keepsRoomInTheMinuteForTheCallsToCome() {
        Pacer pacer = pacer(1000, 10);

        assertThat(Stream.generate(() -> takes(pacer, Duration.ofSeconds(30), 3))
                        .limit(20)
                        .filter(taken -> taken))
                .hasSize(7);
        assertThat(takes(pacer, Duration.ofSeconds(30), 0)).isTrue();
    }

    @Test
    void callsToComeMayUseTheNextMinuteWhereTheDeadlineAllows() {
        Pacer pacer = pacer(1000, 10);

        assertThat(Stream.generate(() -> takes(pacer, Duration.ofSeconds(70), 3))
                        .limit(10)
                        .filter(taken -> taken))
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"9, 59, true", "10, 59, false", "10, 60, true", "19, 60, true", "20, 60, false", "20, 120, true"})
    void knowsHowManyMinutesTheCallsToComeNeed(int callsToCome, int seconds, boolean taken) {
        assertThat(takes(pacer(1_000_000, 10), Duration.ofSeconds(seconds).plusMillis(1), callsToCome))
                .isEqualTo(taken);
    }

    @Test
    void interruptedWaitIsOutOfTimeAndStaysVisible() {
        Pacer pacer = new Pacer(
                1,
                1000,
                time,
                duration -> {
                    throw new InterruptedException();
                },
                () -> 0.5);
        call(pacer);

        assertThatThrownBy(() -> call(pacer)).isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1"})
    void needsPositiveLimits(double perSecond, int perMinute) {
        assertThatThrownBy(() -> pacer(perSecond, perMinute)).isInstanceOf(IllegalArgumentException.class);
        assertThat(pacer(0.01, 1).spacing()).isEqualTo(Duration.ofSeconds(100));
    }
}
