package dev.keapsink.keap;

import dev.keapsink.resilience.CallFailure.Progress;
import java.util.function.Supplier;

/** Looking something up in the account: what that means when it fails. */
public final class LookUp {

    private LookUp() {}

    /**
     * A look-up for what the deployment names: that Keap refuses it is the deployment's fault.
     *
     * @param what completes "list the account's …"
     */
    public static <T> T configured(String what, Supplier<T> lookUp) {
        try {
            return everybodys(what, lookUp);
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()));
        }
    }

    /** A look-up that is the same for every record, so that a server which stumbles over it does so over none of them. */
    public static <T> T everybodys(String what, Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
            throw new KeapFailure.Unavailable(
                    "Keap did not list the account's %s".formatted(what),
                    e.progress(),
                    e.retryAfter().orElse(null));
        }
    }

    /** What one refused record has looked up: if that fails, nothing is known, and only that record waits. */
    public static <T> T ofRecord(String what, Supplier<T> lookUp) {
        try {
            return everybodys(what, lookUp);
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Unavailable(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()),
                    Progress.FINISHED,
                    null);
        }
    }
}
