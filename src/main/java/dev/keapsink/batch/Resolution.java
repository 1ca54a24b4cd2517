package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.record.Outcome.Rejected;
import java.util.Set;

/** How far the names of a record are resolved against the account. */
sealed interface Resolution {

    /**
     * The record can be written.
     *
     * @param unwritten the parts of the record that Keap does not get
     */
    record Ready(Change change, Unwritten unwritten) implements Resolution {}

    /** The account does not have what the record names. */
    record Never(Rejected rejection) implements Resolution {}

    /** The account has to be asked first. */
    record Open(Set<Question> questions) implements Resolution {}

    /** The account was not asked, because another record of the message has to wait. */
    record HeldUp() implements Resolution {}

    /** The account could not be asked. */
    record Failed(KeapFailure failure) implements Resolution {}
}
