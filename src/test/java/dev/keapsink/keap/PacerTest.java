package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who waits, who is refused, and what for. */
class PacerTest extends PacerCalls {

    @Test
    void takesTheSlotThatLeavesJustEnoughTime() {
        Pacer pacer = pacer(1, 60, 2);
        call(pacer);

        callWithin(pacer, Duration.ofMillis(3400), SECOND);

        assertThat(time.slept()).isEqualTo(Duration.ofMillis(2400));
    }

    @Test
    void refusesTheSlotThatLeavesTooLittleTime() {
        Pacer pacer = pacer(1, 60, 2);
        call(pacer);

        assertThatThrownBy(() -> callWithin(pacer, Duration.ofMillis(3399), SECOND))
                .isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(time.slept()).isZero();
    }

    @Test
    void refusesWhenTheDeadlineHasPassed() {
        assertThatThrownBy(() -> callWithin(pacer(1, 60, 1), SECOND.negated(), Duration.ZERO))
                .isInstanceOf(KeapFailure.OutOfTime.class);
    }

    @Test
    void saysThatTheMinuteIsUsedUpAndForHowLong() {
        Pacer pacer = pacer(10, 3, 1);
        calls(pacer, 2);

        assertThatThrownBy(() -> callWithin(pacer, Duration.ofSeconds(30), Duration.ZERO))
                .isInstanceOfSatisfying(
                        KeapFailure.Throttled.class,
                        failure -> assertThat(failure.retryAfter())
                                .hasValue(Duration.ofMinutes(1).minus(now())));
    }

    @Test
    void refusedCallerUsesNoSlot() {
        Pacer pacer = pacer(1, 60, 2);
        call(pacer);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> callWithin(pacer, SECOND, SECOND)).isInstanceOf(KeapFailure.OutOfTime.class);
        }

        call(pacer);
        assertThat(now()).isEqualTo(Duration.ofMillis(2400));
    }

    @Test
    void callThatWasTurnedAwayGoesBeforeThoseThatWait() {
        List<String> order = new ArrayList<>();
        AtomicReference<Pacer> pacer = new AtomicReference<>();
        pacer.set(new Pacer(
                new CallLimits(1, 600, 1),
                time,
                duration -> {
                    if (order.isEmpty()) {
                        order.add("turned away");
                        pacer.get().sent(pacer.get().await(Deadline.in(Duration.ofDays(1), time), Duration.ZERO, true));
                    }
                    time.sleep(duration);
                },
                () -> 0));
        call(pacer.get());
        call(pacer.get());
        order.add("waiting");

        assertThat(order).containsExactly("turned away", "waiting");
        assertThat(now()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whoIsInLineWhenTheKeyIsRefusedNeedNotAskAgain() {
        KeapFailure.Misconfigured refused = new KeapFailure.Misconfigured("a wrong key");
        AtomicReference<Pacer> pacer = new AtomicReference<>();
        AtomicReference<Pacer.Departure> first = new AtomicReference<>();
        pacer.set(new Pacer(
                new CallLimits(10, 240, 1),
                time,
                duration -> {
                    pacer.get().heed(first.get(), refused);
                    time.sleep(duration);
                },
                () -> 0));
        first.set(call(pacer.get()));

        assertThatThrownBy(() -> call(pacer.get())).isSameAs(refused);
        time.advance(SECOND);
        call(pacer.get());
    }

    @Test
    void otherFailuresChangeNothing() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure call = call(pacer);
        List.of(
                        new KeapFailure.Unavailable("", KeapFailure.Progress.FINISHED, Duration.ofHours(1)),
                        new KeapFailure.ServerError(Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS), null),
                        new KeapFailure.Unclear(""),
                        new KeapFailure.OutOfTime(),
                        new KeapFailure.Misconfigured(""),
                        new KeapFailure.Refused("", Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS)),
                        new KeapFailure.Forbidden("", Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS)),
                        new KeapFailure.NotFound("", Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS)),
                        new KeapFailure.Misdirected(302, "", Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS)))
                .forEach(failure -> pacer.heed(call, failure));

        call(pacer);
        assertThat(now()).isEqualTo(Duration.ofMillis(150));
    }

    private boolean takes(Pacer pacer, Duration forTheCalls, int callsToCome) {
        Deadline deadline = Deadline.in(forTheCalls, time).reserving(Duration.ZERO, callsToCome);
        try {
            callBefore(pacer, deadline, Duration.ZERO);
            return true;
        } catch (KeapFailure.Throttled throttled) {
            return false;
        }
    }

    @Test
    void keepsRoomInTheMinuteForTheCallsToCome() {
        Pacer pacer = pacer(1000, 11, 1);

        assertThat(Stream.generate(() -> takes(pacer, Duration.ofSeconds(30), 3))
                        .limit(20)
                        .filter(taken -> taken))
                .hasSize(7);
        assertThat(takes(pacer, Duration.ofSeconds(30), 0)).isTrue();
    }

    @Test
    void callsToComeMayUseTheNextMinuteWhereTheDeadlineAllows() {
        Pacer pacer = pacer(1000, 11, 1);

        assertThat(Stream.generate(() -> takes(pacer, Duration.ofSeconds(80), 3))
                        .limit(10)
                        .filter(taken -> taken))
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"9, 59, true", "10, 59, false", "10, 60, true", "20, 60, false", "20, 120, true"})
    void knowsHowManyMinutesTheCallsToComeNeed(int callsToCome, int seconds, boolean taken) {
        assertThat(takes(pacer(1_000_000, 11, 1), Duration.ofSeconds(seconds).plusMillis(1), callsToCome))
                .isEqualTo(taken);
    }

    @Test
    void interruptedWaitIsOutOfTimeAndStaysVisible() {
        Pacer pacer = new Pacer(
                new CallLimits(1, 60, 1),
                time,
                duration -> {
                    throw new InterruptedException();
                },
                () -> 0.5);
        call(pacer);

        assertThatThrownBy(() -> call(pacer)).isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
