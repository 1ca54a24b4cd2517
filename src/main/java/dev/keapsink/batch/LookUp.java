package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import java.util.function.Supplier;

/** Looking something up in the account: what that means when it fails. */
final class LookUp {

    private LookUp() {}

    /**
     * A look-up for what the deployment names: that Keap refuses it is the deployment's fault.
     *
     * @param what completes "list the account's …"
     */
    static <T> T configured(String what, Supplier<T> lookUp) {
        try {
            return everybodys(what, lookUp);
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()));
        }
    }

    /** A look-up that is the same for every record, so that a server which stumbles over it does so over none of them. */
    static <T> T everybodys(String what, Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
            throw new KeapFailure.Unavailable(
                    "Keap did not list the account's %s".formatted(what),
                    e.progress(),
                    e.retryAfter().orElse(null));
        }
    }
}
