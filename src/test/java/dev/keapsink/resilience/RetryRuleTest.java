package dev.keapsink.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {

    private static final Duration DELAY = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();

    private boolean allows(CallFailure failure, Idempotency idempotency, Duration left) {
        return RetryRule.allows(failure, Duration.ofSeconds(5), idempotency, DELAY, Deadline.in(left, time));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_STARTED, SAFE,       true",
        "NOT_STARTED, IDEMPOTENT, true",
        "NOT_STARTED, ONCE,       true",
        "FINISHED,    SAFE,       true",
        "FINISHED,    IDEMPOTENT, true",
        "FINISHED,    ONCE,       false",
        "UNKNOWN,     SAFE,       true",
        "UNKNOWN,     IDEMPOTENT, false",
        "UNKNOWN,     ONCE,       false"
    })
    void dependsOnHowFarTheCallGotAndOnWhatRepeatingItDoes(
            Progress progress, Idempotency idempotency, boolean expected) {
        assertThat(allows(FakeFailure.passing(progress), idempotency, Duration.ofHours(1)))
                .isEqualTo(expected);
        assertThat(allows(FakeFailure.lasting(progress), idempotency, Duration.ofHours(1)))
                .isFalse();
    }

    @Test
    void leavesACallThatTookLongToTheQueue() {
        FakeFailure failure = FakeFailure.passing(Progress.NOT_STARTED);
        Duration tooLong = Duration.ofSeconds(5).plusNanos(1);

        assertThat(RetryRule.allows(failure, tooLong, Idempotency.SAFE, DELAY, Deadline.in(Duration.ofHours(1), time)))
                .isFalse();
    }

    @Test
    void needsMoreTimeThanTheDelay() {
        FakeFailure failure = FakeFailure.passing(Progress.NOT_STARTED);

        assertThat(allows(failure, Idempotency.SAFE, DELAY.plusNanos(1))).isTrue();
        assertThat(allows(failure, Idempotency.SAFE, DELAY)).isFalse();
    }
}
