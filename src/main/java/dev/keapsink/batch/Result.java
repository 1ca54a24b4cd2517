package dev.keapsink.batch;

import dev.keapsink.contact.ContactWriter.Saved;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Outcome;
import java.util.Set;

/** How far a message has got while its batch is being written. */
sealed interface Result {

    /** The contact is written; these tags are still to be applied. */
    record Untagged(Saved contact, Set<Long> tags) implements Result {}

    /** Nothing is left to do. */
    record Ended(Outcome outcome) implements Result {}

    /** A call failed; what that means for the message is decided when the whole batch is known. */
    record Failed(KeapFailure failure) implements Result {

        /** Whether the same contact's later messages have to wait for this one. */
        boolean holdsUpLaterOnes() {
            return !(failure instanceof KeapFailure.Answered);
        }
    }
}
