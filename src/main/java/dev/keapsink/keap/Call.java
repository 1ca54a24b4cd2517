package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;

/**
 * One call to make.
 *
 * @param subject what it is about, such as the contact: what the calls about one subject meet says little about others
 */
public record Call(Endpoint endpoint, Object subject, Repeat repeat, Deadline deadline, KeapRequest request) {

    /** What it is made for. */
    Purpose purpose() {
        return endpoint == Endpoint.TAGGING && subject instanceof Long tag
                ? Purpose.tagging(tag)
                : Purpose.of(endpoint);
    }

    /** Without the subject, which may be personal. */
    @Override
    public String toString() {
        return "Call[" + endpoint + "]";
    }

    /** A look-up of what the account has, whichever record asks: if it fails, each time speaks against Keap. */
    public static Call ofAccount(Deadline deadline, KeapRequest request) {
        return new Call(Endpoint.ACCOUNT, new Object(), Repeat.SAFE, deadline, request);
    }
}
