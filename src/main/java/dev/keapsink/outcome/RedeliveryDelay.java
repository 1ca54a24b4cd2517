package dev.keapsink.outcome;

import dev.keapsink.record.Cause;
import dev.keapsink.resilience.Backoff;
import java.time.Duration;

/**
 * Computes how long a returned message stays hidden. Every wait costs the message one of its receipts, so the delay
 * grows with their number. A delay never ends before its floor, the moment before which another try makes no sense.
 */
public final class RedeliveryDelay {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** SQS hides a message for at most 12 hours, counted from the receipt (ChangeMessageVisibility). */
    private static final Duration SQS_LIMIT = Duration.ofHours(12);

    private final Backoff backoff;
    private final Duration longestForQuota;

    /**
     * @param timeout the function's, which may have passed since the receipt
     */
    public RedeliveryDelay(Backoff backoff, Duration timeout) {
        this.backoff = backoff;
        this.longestForQuota = SQS_LIMIT.minus(timeout).minus(Duration.ofMinutes(1));
    }

    /**
     * The delay for a message that has been received this often.
     *
     * @param floor the shortest delay that makes sense
     */
    public Duration of(Cause cause, Duration floor, int receiveCount) {
        Duration delay = longer(backoff.atLeast(floor), backoff.delay(base(cause), receiveCount));
        Duration longest = cause == Cause.QUOTA ? longestForQuota : LONGEST;
        return delay.compareTo(longest) < 0 ? delay : longest;
    }

    private static Duration base(Cause cause) {
        return switch (cause) {
            case THROTTLED, QUOTA, UNAVAILABLE, UNCLEAR, UNRESOLVED -> Duration.ofSeconds(30);
            case DEADLINE -> Duration.ofSeconds(5);
            case MISCONFIGURED -> Duration.ofMinutes(5);
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
