package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import java.util.function.Supplier;

/** Looking something up in the account: what that means when it fails. */
final class LookUp {

    private LookUp() {}

    /**
     * A look-up that Keap refuses is nobody's record's fault.
     *
     * @param what completes "list the account's …"
     */
    static <T> T of(String what, Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()));
        }
    }

    /** A look-up that does not depend on the record, so that any failure of it concerns every record. */
    static <T> T everybodys(String what, Supplier<T> lookUp) {
        try {
            return of(what, lookUp);
        } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
            throw new KeapFailure.Unavailable(
                    "Keap did not list the account's %s".formatted(what),
                    e.progress(),
                    e.retryAfter().orElse(null));
        }
    }
}
