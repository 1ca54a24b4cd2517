package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to make.
 *
 * @param subject what it is about, such as the contact: what the calls about one subject meet says little about others
 */
public record Call(Endpoint endpoint, Object subject, Idempotency idempotency, Deadline deadline, ApiCall<?> request) {

    /**
     * What a call is about that applies a tag: what many contacts meet together says nothing of one of them.
     *
     * @param contact the only one; nothing if there are several
     */
    public record Tagging(long tag, @Nullable Long contact) {

        /** The same for any number of contacts. */
        public static Tagging of(long tag, List<Long> contacts) {
            return new Tagging(tag, contacts.size() == 1 ? contacts.getFirst() : null);
        }
    }

    /** What it is made for. */
    Purpose purpose() {
        return subject instanceof Tagging tagging ? Purpose.tagging(tagging.tag()) : Purpose.of(endpoint);
    }

    /** Without the subject, which may be personal. */
    @Override
    public String toString() {
        return "Call[" + endpoint + "]";
    }

    /** A look-up of what the account has, whichever record asks: if it fails, each time speaks against Keap. */
    public static Call ofAccount(Deadline deadline, ApiCall<?> request) {
        return new Call(Endpoint.ACCOUNT, new Object(), Idempotency.SAFE, deadline, request);
    }
}
