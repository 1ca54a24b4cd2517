package dev.keapsink.outcome;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Saved;
import dev.keapsink.record.Outcome;
import java.util.LinkedHashSet;
import java.util.Set;

/** How far a record has got while its batch is being written. */
public sealed interface Result {

    /** The object is written; these tags are still to be applied. */
    record Untagged(Saved saved, Set<Long> tags) implements Result {

        /** The same without the tags that the object has already. */
        public Untagged without(Set<Long> there) {
            Set<Long> left = new LinkedHashSet<>(tags);
            left.removeAll(there);
            return new Untagged(saved, left);
        }
    }

    /** Nothing is left to do. */
    record Ended(Outcome outcome) implements Result {}

    /** A call failed. The outcome is decided once the results of the whole batch are known. */
    record Failed(KeapFailure failure) implements Result {}

    /**
     * The record was not tried, because an earlier record of its object or message of its FIFO group has to come first.
     */
    record HeldUp() implements Result {}

    /** Whether later records of the same object or FIFO group have to wait for this one. */
    default boolean holdsUpLaterOnes() {
        return switch (this) {
            case Untagged untagged -> false;
            case Ended(Outcome outcome) -> outcome instanceof Outcome.RetryLater;
            case Failed(KeapFailure failure) ->
                !(failure instanceof KeapFailure.Refused || failure instanceof KeapFailure.Forbidden);
            case HeldUp heldUp -> true;
        };
    }
}
