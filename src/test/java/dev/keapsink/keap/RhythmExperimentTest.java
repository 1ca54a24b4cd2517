package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.keap.CallSchedule.Manners;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each figure of the rhythm buys, against a rhythm without it. */
class RhythmExperimentTest {

    private static final Manners USUAL = Manners.USUAL;
    private static final int RUNS = 5;
    private static final int MINUTES = 30;

    /** Of all runs together. */
    private record Figures(double turnedAway, double carriedOutPerMinute) {}

    /** Instances of an API key's limits that work off batches. */
    private static Figures figures(int instances, Manners manners, boolean equalSteps, int batch, int pauseSeconds) {
        int[] turnedAway = {0};
        int[] carriedOut = {0};
        IntStream.range(0, RUNS).forEach(seed -> {
            RhythmExperiment run = new RhythmExperiment(new CallLimits(10, 240, instances), seed);
            run.start(manners, () -> equalSteps ? 0.5 : run.chance(), batch, Duration.ofSeconds(pauseSeconds))
                    .play(Duration.ofMinutes(MINUTES));
            turnedAway[0] += run.turnedAway();
            carriedOut[0] += run.carriedOut();
        });
        return new Figures(
                (double) turnedAway[0] / (turnedAway[0] + carriedOut[0]), (double) carriedOut[0] / RUNS / MINUTES);
    }

    /** 2.7 instead of 6.3 % are turned away; 212 instead of 223 calls a minute are carried out. */
    @Test
    void roomForOthersHalvesWhatIsTurnedAway() {
        Figures with = figures(2, USUAL, false, 50, 10);
        Figures without = figures(2, new Manners(1, USUAL.catchingUp(), USUAL.calming()), false, 50, 10);

        assertThat(without.turnedAway()).isGreaterThan(2 * with.turnedAway());
    }

    /** 228 instead of 218 calls a minute are carried out; 7.0 instead of 9.6 % are turned away. */
    @Test
    void catchingUpUsesWhatAPauseLeft() {
        Figures with = figures(2, USUAL, false, 100, 10);
        Figures without = figures(2, new Manners(USUAL.roomForOthers(), 1, USUAL.calming()), false, 100, 10);

        assertThat(with.carriedOutPerMinute()).isGreaterThan(1.03 * without.carriedOutPerMinute());
        assertThat(with.turnedAway()).isLessThan(without.turnedAway());
    }

    /** 2.7 instead of 5.7 % are turned away; 212 instead of 216 calls a minute are carried out. */
    @Test
    void catchingUpByLittleMeetsOthersLessThanWithoutABound() {
        Figures with = figures(2, USUAL, false, 50, 10);
        Figures without = figures(2, new Manners(USUAL.roomForOthers(), 0, USUAL.calming()), false, 50, 10);

        assertThat(without.turnedAway()).isGreaterThan(2 * with.turnedAway());
    }

    /** 16.0 instead of 25.6 % are turned away. Two instances gain nothing by it. */
    @Test
    void threeInstancesMeetLessOftenIfTheirStepsDiffer() {
        Figures with = figures(3, USUAL, false, 100, 1);
        Figures without = figures(3, USUAL, true, 100, 1);

        assertThat(without.turnedAway()).isGreaterThan(1.3 * with.turnedAway());
    }

    /** Calls by OAuth2's limits in five minutes, soon after three in which the way to Keap was uneven. */
    private static int afterTrouble(Manners manners) {
        RhythmExperiment run = new RhythmExperiment(new CallLimits(25, 1500, 1), 1);
        run.start(manners, run::chance, 1_000_000, Duration.ZERO).play(Duration.ofMinutes(3));
        int before =
                run.unevenness(Duration.ofMillis(1)).play(Duration.ofMinutes(1)).carriedOut();
        return run.play(Duration.ofMinutes(5)).carriedOut() - before;
    }

    /** 1,425 instead of 880 calls a minute. */
    @Test
    void aLoneInstanceIsAsFastAsBeforeSoonAfterTrouble() {
        assertThat(afterTrouble(USUAL))
                .isGreaterThan((int) (1.5 * afterTrouble(new Manners(USUAL.roomForOthers(), USUAL.catchingUp(), 1))));
    }
}
