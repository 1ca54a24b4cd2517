package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.support.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Virtual time starts with a minute of the clock, and every instance at the start of its rhythm. */
class PacerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();

    private Pacer pacer(int perSecond, int perMinute, int instances) {
        return new Pacer(new Limits(perSecond, perMinute, instances), time, time, () -> 0);
    }

    private Duration now() {
        return Duration.between(VirtualTime.START, time.instant());
    }

    private Pacer.Departure callWithin(Pacer pacer, Duration left, Duration needed) {
        return pacer.await(Deadline.in(left, time), needed, false);
    }

    private Pacer.Departure call(Pacer pacer) {
        return callWithin(pacer, Duration.ofDays(1), Duration.ZERO);
    }

    private List<Duration> calls(Pacer pacer, int number) {
        List<Duration> calls = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            call(pacer);
            calls.add(now());
        }
        return calls;
    }

    private static List<Duration> gaps(List<Duration> calls) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < calls.size(); i++) {
            gaps.add(calls.get(i).minus(calls.get(i - 1)));
        }
        return gaps;
    }

    private static KeapReply reply(Map<String, String> headers) {
        return new KeapReply(200, headers, "{}");
    }

    @Test
    void spacesTheCallsOfALoneInstanceALittleWiderThanKeapAsks() {
        assertThat(gaps(calls(pacer(10, 240, 1), 20))).containsOnly(Duration.ofMillis(115));
    }

    @Test
    void leavesRoomForTheCallsOfTheOtherInstances() {
        assertThat(gaps(calls(pacer(10, 240, 2), 20))).containsOnly(Duration.ofMillis(276));
    }

    @Test
    void goesAsFastAsKeapAllowsWhereTheMinuteNeedsIt() {
        assertThat(gaps(calls(pacer(25, 1500, 1), 20))).containsOnly(Duration.ofNanos(40_404_040));
    }

    @Test
    void doesNotSaveUpForABurst() {
        Pacer pacer = pacer(10, 240, 1);
        call(pacer);
        time.advance(SECOND);

        assertThat(calls(pacer, 2)).containsExactly(SECOND, SECOND.plusMillis(115));
    }

    @Test
    void doesNotWaitForASlotThatIsFree() {
        Pacer pacer = pacer(10, 240, 1);
        call(pacer);
        time.advance(Duration.ofMillis(115));
        call(pacer);

        assertThat(time.slept()).isZero();
    }

    @Test
    void spreadsOverTheMinuteWhatDoesNotFitIntoIt() {
        Pacer pacer = pacer(10, 100, 1);
        pacer.expect(100);

        List<Duration> calls = calls(pacer, 100);

        assertThat(gaps(calls))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(599), Duration.ofMillis(609)));
        assertThat(calls)
                .filteredOn(call -> call.compareTo(Duration.ofMinutes(1)) < 0)
                .hasSize(99);
    }

    @Test
    void hurriesOnceTheRestOfTheBatchFits() {
        Pacer pacer = pacer(10, 100, 1);
        pacer.expect(120);

        List<Duration> calls = calls(pacer, 120);

        assertThat(calls.get(99)).isEqualTo(Duration.ofMinutes(1));
        assertThat(gaps(calls.subList(99, 120))).containsOnly(Duration.ofMillis(115));
    }

    @Test
    void usesUpTheRestOfAMinuteThatHasBegun() {
        Pacer pacer = pacer(10, 100, 1);
        pacer.expect(1000);
        time.advance(Duration.ofSeconds(30));

        List<Duration> calls = calls(pacer, 150);

        assertThat(calls).filteredOn(call -> call.toMinutes() == 0).hasSize(99);
        assertThat(gaps(calls.subList(0, 98)))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(299), Duration.ofMillis(309)));
    }

    @Test
    void makesUpForAPause() {
        Pacer pacer = pacer(10, 100, 1);
        pacer.expect(1000);
        calls(pacer, 30);
        time.advance(Duration.ofSeconds(10));

        assertThat(calls(pacer, 100)).filteredOn(call -> call.toMinutes() == 0).hasSize(69);
    }

    @ParameterizedTest
    @CsvSource({"240, 1, 238", "240, 2, 119", "1500, 2, 743", "100, 1, 99", "3, 1, 2", "1, 1, 1", "1, 4, 1"})
    void keepsALittleOfItsShareOfTheMinuteBack(int perMinute, int instances, int share) {
        Pacer pacer = pacer(100, perMinute, instances);
        pacer.expect(10_000);

        assertThat(calls(pacer, share + 1))
                .filteredOn(call -> call.toMinutes() == 0)
                .hasSize(share);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 612", "0.9, 1102"})
    void instancesStartTheNextMinuteAtMomentsOfTheirOwn(double phase, long millis) {
        Pacer pacer = new Pacer(new Limits(10, 100, 2), time, time, () -> phase);
        pacer.expect(60);
        calls(pacer, 50);

        assertThat(now().minus(Duration.ofMinutes(1)).toMillis()).isEqualTo(millis);
    }

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
    void throttledPacerWaitsAsLongAsKeapAsked() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure call = call(pacer);
        pacer.heed(call, new KeapFailure.Throttled(Duration.ofSeconds(40)));
        pacer.heed(call, new KeapFailure.Throttled(Duration.ofSeconds(5)));

        assertThat(calls(pacer, 2)).containsExactly(Duration.ofSeconds(40), Duration.ofMillis(40_100));
    }

    @Test
    void throttledPacerRefusesWhoCannotWait() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.heed(call(pacer), new KeapFailure.Throttled(Duration.ofSeconds(40)));

        assertThatThrownBy(() -> callWithin(pacer, Duration.ofSeconds(39), Duration.ZERO))
                .isInstanceOfSatisfying(
                        KeapFailure.Throttled.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(40)));
        callWithin(pacer, Duration.ofSeconds(40), Duration.ZERO);
    }

    @Test
    void refusesAtOnceWhileTheDayIsUsedUp() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.heed(call(pacer), new KeapFailure.QuotaUsedUp(Duration.ofHours(1)));
        time.advance(Duration.ofMinutes(59));

        assertThatThrownBy(() -> call(pacer))
                .isInstanceOfSatisfying(
                        KeapFailure.QuotaUsedUp.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(1)));
        assertThat(time.slept()).isZero();

        time.advance(Duration.ofMinutes(1));
        call(pacer);
        assertThat(time.slept()).isZero();
    }

    @Test
    void spikeArrestedCallGoesToTheMiddleBetweenTwoCallsOfTheOther() {
        Pacer pacer = new Pacer(new Limits(10, 240, 2), time, time, () -> 0.5);
        pacer.expect(10_000);
        Pacer.Departure arrested = call(pacer);
        Duration apart = pacer.spacing();
        pacer.heed(arrested, new KeapFailure.SpikeArrest());

        call(pacer);

        assertThat(now())
                .isBetween(
                        apart.minusMillis(110).dividedBy(2),
                        apart.minusMillis(90).dividedBy(2));
    }

    @Test
    void callsArrestedInTheSameRhythmShiftItOnce() {
        Pacer pacer = pacer(10, 240, 1);
        List<Pacer.Departure> arrested = List.of(call(pacer), call(pacer));
        arrested.forEach(call -> pacer.heed(call, new KeapFailure.SpikeArrest()));
        Duration after = now();

        call(pacer);

        assertThat(now().minus(after)).isLessThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void spikeArrestedCallsDoNotCountForTheMinute() {
        Pacer pacer = pacer(100, 11, 1);
        Pacer.Departure arrested = call(pacer);
        pacer.heed(arrested, new KeapFailure.SpikeArrest());

        assertThat(calls(pacer, 11)).filteredOn(call -> call.toMinutes() == 0).hasSize(10);
    }

    @Test
    void callThatWasTurnedAwayGoesBeforeThoseThatWait() {
        List<String> order = new ArrayList<>();
        AtomicReference<Pacer> pacer = new AtomicReference<>();
        pacer.set(new Pacer(
                new Limits(1, 600, 1),
                time,
                duration -> {
                    if (order.isEmpty()) {
                        order.add("turned away");
                        pacer.get().await(Deadline.in(Duration.ofDays(1), time), Duration.ZERO, true);
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
                new Limits(10, 240, 1),
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
                        new KeapFailure.ServerError(null),
                        new KeapFailure.Unclear(""),
                        new KeapFailure.OutOfTime(),
                        new KeapFailure.Misconfigured(""),
                        new KeapFailure.Refused(""),
                        new KeapFailure.Forbidden(""),
                        new KeapFailure.NotFound(""))
                .forEach(failure -> pacer.heed(call, failure));

        call(pacer);
        assertThat(now()).isEqualTo(Duration.ofMillis(115));
    }

    private boolean takes(Pacer pacer, Duration forTheCalls, int callsToCome) {
        Deadline deadline = Deadline.in(forTheCalls, time).reserving(Duration.ZERO, callsToCome);
        try {
            pacer.await(deadline, Duration.ZERO, false);
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
    void heedsASmallerLimitOfTheMinute() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.expect(1000);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-throttle-limit", "100")));

        assertThat(calls(pacer, 150)).filteredOn(call -> call.toMinutes() == 0).hasSize(98);
        assertThat(pacer.spacing()).isEqualTo(Duration.ofMinutes(1).dividedBy(99));
    }

    @Test
    void doesNotHeedALargerLimit() {
        Pacer pacer = pacer(10, 11, 1);
        pacer.learn(
                call(pacer),
                reply(Map.of(
                        "x-keap-product-throttle-limit", "1500",
                        "x-keap-product-throttle-available", "1499",
                        "x-keap-product-spike-limit", "25ps")));

        assertThat(calls(pacer, 11)).filteredOn(call -> call.toMinutes() == 0).hasSize(9);
        assertThat(pacer.spacing()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void heedsASmallerSpikeLimit() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-spike-limit", "5ps")));

        assertThat(gaps(calls(pacer, 3))).containsOnly(Duration.ofMillis(215));
    }

    @Test
    void sharesWhatOthersLeftOfTheMinute() {
        Pacer pacer = pacer(10, 240, 2);
        time.advance(Duration.ofSeconds(2));
        Pacer.Departure first = call(pacer);
        calls(pacer, 2);
        pacer.learn(first, reply(Map.of("x-keap-product-throttle-available", "11")));

        assertThat(calls(pacer, 10)).filteredOn(call -> call.toMinutes() == 0).hasSize(3);
    }

    @Test
    void doesNotCareWhatOthersUseOfTheirShare() {
        Pacer pacer = pacer(10, 240, 2);
        time.advance(Duration.ofSeconds(2));
        calls(pacer, 99);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-throttle-available", "20")));

        assertThat(calls(pacer, 20)).filteredOn(call -> call.toMinutes() == 0).hasSize(19);
    }

    @Test
    void whatKeapSaysAsTheMinuteBeginsMayBeAboutTheLastOne() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-throttle-available", "1")));

        calls(pacer, 10);
        assertThat(now()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatWasSaidOfTheLastMinuteDoesNotHoldForThis() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure call = call(pacer);
        time.advance(Duration.ofMinutes(1));
        pacer.learn(call, reply(Map.of("x-keap-product-throttle-available", "0")));

        call(pacer);
        assertThat(time.slept()).isZero();
    }

    @Test
    void stopsBeforeTheDayIsUsedUpAndStartsAgainWhenItIsReset() {
        Pacer pacer = pacer(10, 240, 2);
        String reset =
                String.valueOf(VirtualTime.START.plus(Duration.ofHours(3)).toEpochMilli());
        pacer.learn(
                call(pacer),
                reply(Map.of("x-keap-product-quota-available", "5", "x-keap-product-quota-expiry-time", reset)));

        calls(pacer, 2);
        assertThatThrownBy(() -> call(pacer))
                .isInstanceOfSatisfying(
                        KeapFailure.QuotaUsedUp.class,
                        failure -> assertThat(failure.retryAfter())
                                .hasValue(Duration.ofHours(3).minus(now())));

        time.advance(Duration.ofHours(3));
        call(pacer);
    }

    @Test
    void keepsTheLastCallsOfTheDayForTheTags() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-quota-available", "3")));
        Deadline withTwoToCome = Deadline.in(Duration.ofMinutes(1), time).reserving(SECOND, 2);

        pacer.await(withTwoToCome, Duration.ZERO, false);
        assertThatThrownBy(() -> pacer.await(withTwoToCome, Duration.ZERO, false))
                .isInstanceOf(KeapFailure.QuotaUsedUp.class);
        calls(pacer, 2);
        assertThatThrownBy(() -> call(pacer)).isInstanceOf(KeapFailure.QuotaUsedUp.class);
    }

    @Test
    void accountsDayCountsToo() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.learn(
                call(pacer),
                reply(Map.of(
                        "x-keap-tenant-throttle-time-unit", "minute|day",
                        "x-keap-tenant-throttle-available", "9999|0")));

        assertThatThrownBy(() -> call(pacer))
                .isInstanceOfSatisfying(
                        KeapFailure.QuotaUsedUp.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofHours(12)));
    }

    @Test
    void interruptedWaitIsOutOfTimeAndStaysVisible() {
        Pacer pacer = new Pacer(
                new Limits(1, 60, 1),
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
    @CsvSource({"0, 1, 1", "-1, 1, 1", "1, 0, 1", "1, -1, 1", "1, 1, 0"})
    void needsPositiveLimits(int perSecond, int perMinute, int instances) {
        assertThatThrownBy(() -> new Limits(perSecond, perMinute, instances))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
