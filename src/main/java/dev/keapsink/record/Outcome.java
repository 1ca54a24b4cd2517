package dev.keapsink.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one message. Every message gets exactly one. */
public sealed interface Outcome {

    /** Keap confirmed the contact and every tag, or there was nothing to write: the message is done. */
    record Written(Effect effect) implements Outcome {}

    /**
     * It can never succeed: the record goes to the reject queue together with this reason, and only then it is done.
     *
     * @param field the record's field at fault, if one is
     * @param detail a sentence for the person who will mend it
     */
    record Rejected(Reason reason, @Nullable String field, String detail) implements Outcome {
        /** Without the detail, which may quote the record. */
        @Override
        public String toString() {
            return "Rejected[" + reason.code() + ", " + field + "]";
        }
    }

    /** It goes back to the queue and stays hidden for a while. */
    record RetryLater(Cause cause, Duration after) implements Outcome {}

    /** What a write did in Keap. */
    enum Effect {
        CREATED,
        UPDATED,
        UNCHANGED,
        REMOVED,
        /** Nothing: a newer state of the contact was written before. */
        STALE,
        /** Nothing: the message held no record. */
        NO_RECORD,
        /** Nothing: the mapping says that such a record is to be left out. */
        SUPPRESSED
    }
}
