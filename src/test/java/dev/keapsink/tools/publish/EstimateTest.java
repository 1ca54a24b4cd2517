package dev.keapsink.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final KeapQuota API_KEY = new KeapQuota(1, 240, 30_000);
    private static final OptionalDouble AT_ONCE = OptionalDouble.empty();

    private static Estimate of(long messages) {
        return new Estimate(messages, messages, 0, API_KEY);
    }

    @Test
    void countsACallAContactAndOneForEachTagAndHundred() {
        assertThat(API_KEY.calls(0)).isZero();
        assertThat(API_KEY.calls(1)).isEqualTo(2);
        assertThat(API_KEY.calls(100)).isEqualTo(101);
        assertThat(API_KEY.calls(101)).isEqualTo(103);
        assertThat(new KeapQuota(3, 240, 30_000).calls(101)).isEqualTo(107);
        assertThat(new KeapQuota(0, 240, 30_000).calls(101)).isEqualTo(101);
    }

    @Test
    void takesMinutesWithinADayAndDaysBeyond() {
        KeapQuota noTags = new KeapQuota(0, 240, 30_000);

        assertThat(noTags.time(0)).isZero();
        assertThat(noTags.time(240)).isEqualTo(Duration.ofMinutes(1));
        assertThat(noTags.time(30_000)).isEqualTo(Duration.ofMinutes(125));
        assertThat(noTags.time(30_001)).isEqualTo(Duration.ofDays(1));
        assertThat(noTags.time(1_000_000)).isEqualTo(Duration.ofDays(33).plusSeconds(2_500));
        assertThat(new KeapQuota(0, 1, 30_000).time(1_440 + 60)).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void countsWhatWaitsAlready() {
        assertThat(new Estimate(240, 240, 240, new KeapQuota(0, 240, 30_000)).keap())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void comparesTheLastRecordsWaitWithTheRetention() {
        Estimate hundredThousand = of(100_000);
        Duration wait = hundredThousand.longestWait(AT_ONCE);

        assertThatCode(() -> hundredThousand.check(Optional.of(wait), AT_ONCE)).doesNotThrowAnyException();
        assertThatCode(() -> hundredThousand.check(Optional.empty(), AT_ONCE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> hundredThousand.check(Optional.of(wait.minusSeconds(1)), AT_ONCE))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("would wait for 3 d")
                .hasMessageContaining("--rate 0.31");
    }

    @Test
    void nothingWaitsWhenItIsSentAsKeapTakesIt() {
        Estimate million = of(1_000_000);

        assertThat(million.longestWait(OptionalDouble.of(0.31))).isLessThan(Duration.ofDays(1));
        assertThat(million.longestWait(OptionalDouble.of(million.sustainable())))
                .isLessThan(Duration.ofDays(1));
        assertThat(million.longestWait(OptionalDouble.of(4))).isGreaterThan(Duration.ofDays(30));
    }

    @Test
    void countsRecordsNotMessages() {
        Estimate fifties = new Estimate(100_000, 2_000, 0, API_KEY);

        assertThat(fifties.keap()).isEqualTo(of(100_000).keap());
        assertThat(fifties.sustainable()).isBetween(0.006, 0.007);
    }
}
