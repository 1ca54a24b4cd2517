package dev.keapsink.resilience;

import dev.keapsink.resilience.CallFailure.Progress;
import java.time.Duration;

/** Whether a failed call is made again within the invocation. How often is the guard's business. */
final class RetryRule {

    /** A longer pause is the queue's business: an invocation that sleeps costs money and holds up its batch. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private RetryRule() {}

    /**
     * Whether to make the call again after waiting for {@code delay}.
     *
     * @param took how long the attempt took that failed
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
        // It is over, but what it did cannot be told, and doing it twice would leave two.
        if (failure.progress() == Progress.FINISHED && idempotency == Idempotency.ONCE) {
            return false;
        }
        // The other side asks to be left alone for longer than an invocation should wait.
        if (delay.compareTo(LONGEST_PAUSE) > 0) {
            return false;
        }
        // No time: the message comes back, and the next invocation tries.
        return deadline.allows(delay);
    }
}
