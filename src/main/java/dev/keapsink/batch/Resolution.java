package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.record.Outcome.Rejected;
import java.util.Set;

/** How a record fits to what the account has, as far as is known. */
sealed interface Resolution {

    /**
     * It can be written.
     *
     * @param unwritten what of it the account does not get
     */
    record Ready(Change change, Unwritten unwritten) implements Resolution {}

    /** The account does not have what it names. */
    record Never(Rejected rejection) implements Resolution {}

    /** The account has to be asked first. */
    record Open(Set<Question> questions) implements Resolution {}

    /** It was not asked for any more, because another record of its message has to wait. */
    record Held() implements Resolution {}

    /** The account could not be asked for it. */
    record Failed(KeapFailure failure) implements Resolution {}
}
