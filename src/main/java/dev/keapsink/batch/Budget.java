package dev.keapsink.batch;

import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;

/**
 * Divides an invocation's time. No object is written once the time left is needed to apply tags and to tell the queues.
 * So a batch that is cut short finishes what it wrote.
 *
 * @param forTags for the tag calls of a hundred objects
 * @param perTagCall the wait for the slot of one more tag call
 * @param forQueues for the reject queue, the visibility of returned messages, and a margin
 * @param forLedger for storing the entries of a hundred objects
 */
public record Budget(Duration forTags, Duration perTagCall, Duration forQueues, Duration forLedger) {

    /** A budget without a ledger. */
    public Budget(Duration forTags, Duration perTagCall, Duration forQueues) {
        this(forTags, perTagCall, forQueues, Duration.ZERO);
    }

    /**
     * Two seconds are for the rejects, and two for the delays. One is for deciding and settling, which takes a tenth of
     * a second of a core for ten thousand messages. One is for reading the event and writing the reply, which Lambda's
     * timeout includes. Until SQS has answered this process, the calls that come first may take four seconds, which
     * leaves one for the others.
     */
    private static final Duration QUEUES = Duration.ofSeconds(6);

    /** A short invocation reserves shares instead, so that there is time left to write. */
    private static final int SHARE_FOR_QUEUES = 10;

    private static final int SHARE_FOR_TAGS = 4;

    /** One of the six seconds. */
    private static final int SHARE_FOR_MARGIN = 6;

    /**
     * Divides a function's timeout.
     *
     * @param tagTimeout of one tag call
     * @param spacing between two Keap calls
     */
    public static Budget of(Duration timeout, Duration tagTimeout, Duration spacing) {
        return new Budget(
                shorter(tagTimeout, timeout.dividedBy(SHARE_FOR_TAGS)),
                spacing,
                shorter(QUEUES, timeout.dividedBy(SHARE_FOR_QUEUES)));
    }

    /** The same budget with time for a ledger; in a short invocation that is a share. */
    Budget withLedger(Deadline deadline) {
        return new Budget(
                forTags,
                perTagCall,
                forQueues,
                shorter(BatchLedger.LONGEST_CALLS, deadline.left().dividedBy(SHARE_FOR_QUEUES)));
    }

    /** When the last object write has to be over. */
    Deadline forWrites(Deadline deadline, int tagCalls) {
        return forTagging(deadline)
                .reserving(tagCalls == 0 ? Duration.ZERO : forTags.plus(perTagCall.multipliedBy(tagCalls)), tagCalls);
    }

    /** When the last look-up for single records has to be over: half of the time is for writing. */
    Deadline forLookUps(Deadline deadline) {
        Deadline forTagging = forTagging(deadline);
        return forTagging.within(forTagging.left().dividedBy(2));
    }

    /** When the last call to a queue has to be over, so that the reply is never late. */
    Deadline forSettling(Deadline deadline) {
        return deadline.reserving(forQueues.dividedBy(SHARE_FOR_MARGIN));
    }

    /** When the last tag call has to be over. */
    Deadline forTagging(Deadline deadline) {
        return forFinishing(deadline).reserving(forLedger);
    }

    /** When the last entry has to be stored in the ledger. */
    Deadline forFinishing(Deadline deadline) {
        return deadline.reserving(forQueues);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
