package dev.keapsink.keap;

import dev.keapsink.resilience.CallFailure.Progress;
import java.util.function.Supplier;

/** Looks something up in the account and decides the meaning of a failure. */
public final class LookUp {

    private LookUp() {}

    /**
     * A look-up of something that the deployment names, so that a refusal is the deployment's fault.
     *
     * @param what completes "list the account's …"
     * @throws KeapFailure if the look-up fails; {@link KeapFailure.Misconfigured} if Keap refuses it
     */
    public static <T> T configured(String what, Supplier<T> lookUp) {
        try {
            return everybodys(what, lookUp);
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()));
        }
    }

    /**
     * A look-up that is the same for every record, so that a server error at it is no record's fault.
     *
     * @param what completes "list the account's …"
     * @throws KeapFailure if the look-up fails; {@link KeapFailure.Unavailable} for a server error or an unclear answer
     */
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

    /**
     * A look-up for one record that Keap has refused. If it fails, nothing is known, and only that record waits.
     *
     * @param what completes "list the account's …"
     * @throws KeapFailure if the look-up fails; {@link KeapFailure.Unavailable} if Keap refuses it
     */
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
