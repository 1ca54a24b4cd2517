package dev.keapsink.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of one record. Every record gets exactly one. */
public sealed interface Outcome {

    /**
     * Keap confirmed the object and every tag, or there was nothing to write: the record is done.
     *
     * @param id of the record's object in Keap; 0 if it is not known, or if there is none
     */
    record Written(Effect effect, long id) implements Outcome {
        /** A record whose object has no id here. */
        public Written(Effect effect) {
            this(effect, 0);
        }
    }

    /**
     * The record can never be written. It goes to the reject queue with this reason, and is done only then.
     *
     * @param field the record's field at fault; null if there is none
     * @param detail a sentence, or the end of one that begins with the field, for the person who corrects the record
     */
    record Rejected(Reason reason, @Nullable String field, String detail) implements Outcome {
        /** Omits the detail, which may quote the record. */
        @Override
        public String toString() {
            return "Rejected[" + reason.code() + ", " + field + "]";
        }
    }

    /** The record goes back to the queue and stays hidden for this time. */
    record RetryLater(Cause cause, Duration after) implements Outcome {}

    /** The effect of a write in Keap. */
    enum Effect {
        CREATED,
        UPDATED,
        UNCHANGED,
        REMOVED,
        /** Nothing: a newer version of the contact was written before. */
        STALE,
        /** Nothing: the message held no record. */
        NO_RECORD,
        /** Nothing: the mapping leaves such a record out. */
        SUPPRESSED
    }
}
