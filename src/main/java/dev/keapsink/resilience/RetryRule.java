package dev.keapsink.resilience;

import dev.keapsink.resilience.CallFailure.Progress;
import java.time.Duration;

/** Decides whether a failed call is made again within the invocation. The guard limits how often. */
final class RetryRule {

    /** A longer pause is left to the queue: an invocation that sleeps costs money and holds up its batch. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private RetryRule() {}

    /**
     * Whether to make the call again after waiting for {@code delay}.
     *
     * @param took how long the failed attempt took
     */
    static boolean allows(
            CallFailure failure, Duration took, Idempotency idempotency, Duration delay, Deadline deadline) {
        // It would only be refused again.
        if (!failure.passing()) {
            return false;
        }
        // It would most likely take as long again, and a call that hangs must not cost three times its timeout.
        if (took.compareTo(LONGEST_PAUSE) > 0) {
            return false;
        }
        // It may have been carried out, or still be running: two at once could both create.
        if (failure.progress() == Progress.UNKNOWN && idempotency != Idempotency.SAFE) {
            return false;
        }
        // It is over, but its effect is unknown, and a second one could leave two objects.
        if (failure.progress() == Progress.FINISHED && idempotency == Idempotency.ONCE) {
            return false;
        }
        // The server asks for a longer pause than an invocation should wait.
        if (delay.compareTo(LONGEST_PAUSE) > 0) {
            return false;
        }
        // Without time left the message comes back, and the next invocation tries.
        return deadline.allows(delay);
    }
}
