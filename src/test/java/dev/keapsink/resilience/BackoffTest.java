package dev.keapsink.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    /** The largest number that a chance can be. */
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    private static final Backoff EVEN = new Backoff(() -> 0.5);

    @ParameterizedTest
    @CsvSource({"1, PT30S", "2, PT1M", "3, PT2M", "8, PT64M", "0, PT30S", "-5, PT30S"})
    void doublesWithEveryAttempt(int attempt, Duration expected) {
        assertThat(EVEN.delay(Duration.ofSeconds(30), attempt)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, PT8S, PT12S", "3, PT32S, PT48S"})
    void strewsADelayByAFifthToBothSides(int attempt, Duration shortest, Duration longest) {
        Duration base = Duration.ofSeconds(10);

        assertThat(new Backoff(() -> 0.0).delay(base, attempt)).isEqualTo(shortest);
        assertThat(new Backoff(() -> ALMOST_ONE).delay(base, attempt)).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 100, Integer.MAX_VALUE})
    void stopsDoublingBeforeItCouldOverflow(int attempt) {
        assertThat(EVEN.delay(Duration.ofMinutes(5), attempt))
                .isEqualTo(Duration.ofMinutes(5).multipliedBy(1L << 30));
    }

    @Test
    void floorIsExceededByUpToAFifthAndNeverUndercut() {
        Duration floor = Duration.ofSeconds(40);

        assertThat(new Backoff(() -> 0.0).atLeast(floor)).isEqualTo(floor);
        assertThat(new Backoff(() -> ALMOST_ONE).atLeast(floor)).isEqualTo(Duration.ofSeconds(48));
        assertThat(EVEN.atLeast(Duration.ZERO)).isZero();
    }

    @Test
    void floorBetweenTwoMillisecondsIsNotUndercut() {
        assertThat(new Backoff(() -> 0.0).atLeast(Duration.ofMillis(1500).plusNanos(1)))
                .isEqualTo(Duration.ofMillis(1501));
    }
}
