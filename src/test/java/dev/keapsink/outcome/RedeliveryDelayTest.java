package dev.keapsink.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.resilience.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeliveryDelayTest {

    private static RedeliveryDelay withChance(double chance) {
        return new RedeliveryDelay(new Backoff(() -> chance), Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, 1, PT30S",
        "THROTTLED, 3, PT2M",
        "QUOTA, 1, PT30S",
        "UNAVAILABLE, 2, PT1M",
        "UNCLEAR, 1, PT30S",
        "DEADLINE, 1, PT5S",
        "DEADLINE, 4, PT40S",
        "MISCONFIGURED, 1, PT5M",
        "MISCONFIGURED, 2, PT10M"
    })
    void doublesFromTheBaseOfTheCause(Cause cause, int receiveCount, Duration expected) {
        assertThat(withChance(0.5).of(cause, Duration.ZERO, receiveCount)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.0, PT24S", "0.5, PT30S", "0.999999, PT36S"})
    void jittersByAFifth(double chance, Duration expected) {
        assertThat(withChance(chance).of(Cause.UNAVAILABLE, Duration.ZERO, 1)).isEqualTo(expected);
    }

    @Test
    void growsToAnHourAndNoFurther() {
        assertThat(withChance(0.5).of(Cause.UNAVAILABLE, Duration.ZERO, 7)).isEqualTo(Duration.ofMinutes(32));
        assertThat(withChance(0.5).of(Cause.UNAVAILABLE, Duration.ZERO, 8)).isEqualTo(Duration.ofHours(1));
        assertThat(withChance(0.5).of(Cause.UNAVAILABLE, Duration.ZERO, 100)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"0.0, PT10M", "0.999999, PT12M"})
    void neverEndsBeforeItsFloor(double chance, Duration expected) {
        assertThat(withChance(chance).of(Cause.THROTTLED, Duration.ofMinutes(10), 1))
                .isEqualTo(expected);
    }

    @Test
    void staysWithinTheTwelveHoursThatSqsCountsFromTheReceipt() {
        assertThat(withChance(0).of(Cause.QUOTA, Duration.ofHours(11), 1)).isEqualTo(Duration.ofHours(11));
        assertThat(withChance(0.9).of(Cause.QUOTA, Duration.ofHours(13), 1))
                .isEqualTo(Duration.ofHours(12).minusMinutes(3));
    }
}
