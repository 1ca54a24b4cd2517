package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to make.
 *
 * @param subject the thing that the call is about, such as the contact; a failure at one subject says little about
 *     others
 */
public record Call(Purpose purpose, Object subject, Idempotency idempotency, Deadline deadline, ApiCall<?> request) {

    /**
     * The subject of a call that applies a tag. A failure of a call for many contacts says nothing about a single one.
     *
     * @param contact the only contact; null if there are several
     */
    public record Tagging(long tag, @Nullable Long contact) {

        /** The subject of a call that applies a tag to these contacts. */
        public static Tagging of(long tag, List<Long> contacts) {
            return new Tagging(tag, contacts.size() == 1 ? contacts.getFirst() : null);
        }
    }

    /** Without the subject, which may be personal. */
    @Override
    public String toString() {
        return "Call[" + purpose.inWords() + "]";
    }

    /**
     * A look-up that is the same for every record. Each has a subject of its own, so that every failure counts against
     * Keap.
     */
    public static Call ofAccount(Deadline deadline, ApiCall<?> request) {
        return new Call(Purpose.of(Endpoint.ACCOUNT), new Object(), Idempotency.SAFE, deadline, request);
    }
}
