package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How close to each other calls go. */
class PacerRhythmTest extends PacerCalls {

    @Test
    void spacesTheCallsOfALoneInstanceALittleWiderThanKeapAsks() {
        assertThat(gaps(calls(pacer(10, 240, 1), 20))).containsOnly(Duration.ofMillis(150));
    }

    @Test
    void leavesRoomForTheCallsOfTheOtherInstances() {
        assertThat(gaps(calls(pacer(10, 240, 2), 20))).containsOnly(Duration.ofMillis(360));
    }

    @Test
    void goesAsFastAsKeapAllowsWhereTheMinuteNeedsIt() {
        assertThat(gaps(calls(pacer(25, 1500, 1), 20))).containsOnly(Duration.ofNanos(40_404_040));
    }

    @Test
    void goesAsFarApartAsTheMinuteAllowsSoThatALateCallMeetsNoOther() {
        assertThat(gaps(calls(pacer(100, 2400, 1), 20)))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(25), Duration.ofMillis(26)));
    }

    @Test
    void doesNotSaveUpForABurst() {
        Pacer pacer = pacer(10, 240, 1);
        call(pacer);
        time.advance(SECOND);

        assertThat(calls(pacer, 2)).containsExactly(SECOND, SECOND.plusMillis(150));
    }

    @Test
    void doesNotWaitForASlotThatIsFree() {
        Pacer pacer = pacer(10, 240, 1);
        call(pacer);
        time.advance(Duration.ofMillis(150));
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
        assertThat(gaps(calls.subList(99, 120))).containsOnly(Duration.ofMillis(150));
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
        Pacer pacer = new Pacer(new CallLimits(10, 100, 2), time, time, () -> phase);
        pacer.expect(60);
        calls(pacer, 50);

        assertThat(now().minus(Duration.ofMinutes(1)).toMillis()).isEqualTo(millis);
    }

    @Test
    void spikeArrestedCallGoesToTheMiddleBetweenTwoCallsOfTheOther() {
        Pacer pacer = new Pacer(new CallLimits(10, 240, 2), time, time, () -> 0.5);
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
    void aLoneInstanceThatHasToCatchUpKeepsHalfOfWhatTheMinuteLeavesForACallThatIsLate() {
        time.advance(Duration.ofSeconds(50));

        assertThat(gaps(calls(pacer(10, 240, 1), 50)))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(124), Duration.ofMillis(126)));
    }

    @Test
    void aMinuteThatIsNoSlowerThanTheSecondLeavesNothingForACallThatIsLate() {
        time.advance(Duration.ofSeconds(50));

        assertThat(gaps(calls(pacer(25, 1500, 1), 50)))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(40), Duration.ofMillis(41)));
    }
}
