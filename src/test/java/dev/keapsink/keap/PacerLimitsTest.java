package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits in force: those configured, and what Keap says of them. */
class PacerLimitsTest extends PacerCalls {

    private static final Instant HOUR_ONE = VirtualTime.START.plus(Duration.ofHours(1));

    @Test
    void throttledPacerWaitsAsLongAsKeapAsked() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure call = call(pacer);
        pacer.heed(call, new KeapFailure.Throttled(Duration.ofSeconds(40)));
        pacer.heed(call, new KeapFailure.Throttled(Duration.ofSeconds(5)));

        assertThat(calls(pacer, 2)).containsExactly(Duration.ofSeconds(40), Duration.ofMillis(40_125));
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
    void heedsASmallerLimitOfTheMinute() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.expect(1000);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-throttle-limit", "100")));

        assertThat(calls(pacer, 150)).filteredOn(call -> call.toMinutes() == 0).hasSize(98);
        assertThat(pacer.spacing()).isEqualTo(Duration.ofMinutes(1).dividedBy(99));
    }

    @Test
    void aReplyToACallUnderOtherLimitsIsHeededBeforeTheFirstCallUnderThese() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure before = call(pacer);
        pacer.keepTo(new CallLimits(25, 1_500, 1));
        pacer.learn(before, reply(Map.of("x-keap-product-throttle-limit", "100")));

        assertThat(calls(pacer, 1)).containsExactly(Duration.ZERO);
        assertThat(pacer.spacing()).isEqualTo(Duration.ofMinutes(1).dividedBy(99));
    }

    @Test
    void aReplyWithoutTheLimitTakesNothingBack() {
        Pacer pacer = pacer(10, 240, 1);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-throttle-limit", "60")));
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-throttle-limit", "")));

        assertThat(pacer.spacing()).isGreaterThan(SECOND);
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

        assertThat(gaps(calls(pacer, 3))).containsOnly(Duration.ofMillis(250));
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

        callBefore(pacer, withTwoToCome, Duration.ZERO);
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
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofHours(1)));
    }

    private void saysThatNothingIsLeft(Pacer pacer, Pacer.Departure answered, String number) {
        pacer.learn(answered, reply(Map.of("x-keap-product-quota-available", number)));
    }

    private void assertRefused(Pacer pacer, Duration until) {
        assertThatThrownBy(() -> call(pacer))
                .isInstanceOfSatisfying(
                        KeapFailure.QuotaUsedUp.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(until));
    }

    @ParameterizedTest
    @CsvSource({"0", "-7"})
    void thatNothingIsLeftOfTheDayIsBelievedForAnHour(String number) {
        Pacer pacer = pacer(10, 240, 2);
        pacer.learn(call(pacer), reply(Map.of("x-keap-product-quota-available", "100")));
        saysThatNothingIsLeft(pacer, call(pacer), number);

        time.advance(Duration.ofMinutes(59));
        assertRefused(pacer, Duration.ofMinutes(1));
        time.advance(Duration.ofMinutes(1));
        call(pacer);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "5, 10"})
    void aShareOfNothingIsBelievedForAnHour(String left, int instances) {
        Pacer pacer = pacer(10, 240, instances);
        saysThatNothingIsLeft(pacer, call(pacer), left);

        time.advance(Duration.ofMinutes(59));
        assertRefused(pacer, Duration.ofMinutes(1));
        time.advance(Duration.ofMinutes(1));
        Pacer.Departure one = call(pacer);
        assertRefused(pacer, Duration.ofMinutes(1));

        saysThatNothingIsLeft(pacer, one, left);
        assertRefused(pacer, Duration.ofHours(1));
        time.advance(Duration.ofHours(1));
        saysThatNothingIsLeft(pacer, call(pacer), "0");
        assertRefused(pacer, Duration.ofHours(1));
    }

    @Test
    void aShareThatIsUsedUpByAndByIsUsedUpUntilTheDayEnds() {
        Pacer pacer = pacer(10, 240, 2);
        saysThatNothingIsLeft(pacer, call(pacer), "2");
        saysThatNothingIsLeft(pacer, call(pacer), "1");

        assertThatThrownBy(() -> call(pacer))
                .isInstanceOfSatisfying(
                        KeapFailure.QuotaUsedUp.class,
                        failure ->
                                assertThat(failure.retryAfter().orElseThrow()).isGreaterThan(Duration.ofHours(11)));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void aLimitOfNothingIsBelievedForAnHour(String number) {
        Pacer pacer = pacer(10, 240, 1);
        pacer.learn(
                call(pacer),
                reply(Map.of("x-keap-product-quota-limit", number, "x-keap-product-quota-available", number)));

        assertRefused(pacer, Duration.ofHours(1));
        time.advance(Duration.ofHours(1));
        call(pacer);
    }

    @Test
    void oneCallFindsOutWhetherAnythingIsLeft() {
        Pacer pacer = pacer(10, 240, 1);
        saysThatNothingIsLeft(pacer, call(pacer), "0");
        time.advance(Duration.ofHours(1));

        Pacer.Departure first = call(pacer);
        assertRefused(pacer, Duration.ofMinutes(1));

        pacer.learn(first, reply(Map.of("x-keap-product-quota-available", "2")));
        calls(pacer, 2);
        assertRefused(pacer, Duration.ofHours(11).minus(Duration.between(HOUR_ONE, time.instant())));
    }

    @Test
    void anotherCallFindsOutIfTheFirstIsNotAnswered() {
        Pacer pacer = pacer(10, 240, 1);
        saysThatNothingIsLeft(pacer, call(pacer), "0");
        time.advance(Duration.ofHours(1));
        call(pacer);
        time.advance(Duration.ofMinutes(1));

        call(pacer);
        assertRefused(pacer, Duration.ofMinutes(1));
    }

    @Test
    void whatAGrantedCallContradictsIsNotBelievedAgain() {
        Pacer pacer = pacer(10, 240, 1);
        saysThatNothingIsLeft(pacer, call(pacer), "0");
        time.advance(Duration.ofHours(1));
        saysThatNothingIsLeft(pacer, call(pacer), "0");
        saysThatNothingIsLeft(pacer, call(pacer), "-1");
        Pacer.Departure last = call(pacer);

        pacer.heed(last, new KeapFailure.QuotaUsedUp(Duration.ofHours(2)));
        assertRefused(pacer, Duration.ofHours(2));
    }

    @Test
    void callsThatWereOnTheirWayContradictNothing() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure first = call(pacer);
        Pacer.Departure second = call(pacer);
        saysThatNothingIsLeft(pacer, first, "0");
        saysThatNothingIsLeft(pacer, second, "0");

        assertRefused(pacer, Duration.ofHours(1));
    }

    @Test
    void aRefusalKeepsItsTime() {
        Pacer pacer = pacer(10, 240, 1);
        Pacer.Departure first = call(pacer);
        Pacer.Departure second = call(pacer);
        saysThatNothingIsLeft(pacer, second, "0");
        pacer.heed(second, new KeapFailure.QuotaUsedUp(Duration.ofHours(5)));
        saysThatNothingIsLeft(pacer, first, "0");

        assertRefused(pacer, Duration.ofHours(5));
        time.advance(Duration.ofHours(5));
        call(pacer);
    }

    @Test
    void theDaysEndEndsItSoonerAndForAll() {
        Pacer pacer = pacer(10, 240, 1);
        time.advance(Duration.ofHours(11).plusMinutes(30));
        saysThatNothingIsLeft(pacer, call(pacer), "0");
        assertRefused(pacer, Duration.ofMinutes(30));
        time.advance(Duration.ofMinutes(30));

        calls(pacer, 3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-1, 1, 1", "1, 0, 1", "1, -1, 1", "1, 1, 0"})
    void needsPositiveLimits(int perSecond, int perMinute, int instances) {
        assertThatThrownBy(() -> new CallLimits(perSecond, perMinute, instances))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
