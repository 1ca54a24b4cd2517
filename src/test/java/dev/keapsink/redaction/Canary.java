package dev.keapsink.redaction;

import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What is logged on purpose, in each of the ways there are: a search that finds these and nothing else has searched.
 */
public enum Canary {
    JAVA_LOGGING,
    JBOSS_LOGGING,
    FINEST_OF_THE_PRODUCT,
    PARAMETER,
    CAUSE,
    SUPPRESSED,
    PRINTED,
    FUNCTION_PROCESS;

    /** In the form of an e-mail address. */
    @Override
    public String toString() {
        return name() + "@canary.invalid";
    }

    static Optional<Canary> of(String found) {
        return Arrays.stream(values())
                .filter(canary -> canary.toString().equals(found))
                .findFirst();
    }

    /** Logs those of this process. */
    static void singAll() {
        java.util.logging.Logger.getLogger("canary").info(JAVA_LOGGING.toString());
        Logger.getLogger("canary").infof("A canary: %s", JBOSS_LOGGING);
        Logger.getLogger("dev.keapsink.Canary").tracef("A canary: %s", FINEST_OF_THE_PRODUCT);
        Logger.getLogger("dev.keapsink.Canary").infov("A canary", PARAMETER);
        Exception exception = new IllegalStateException(new IllegalStateException(CAUSE.toString()));
        exception.addSuppressed(new IllegalStateException(SUPPRESSED.toString()));
        Logger.getLogger("dev.keapsink.Canary").info("A canary", exception);
        System.out.println(PRINTED);
    }
}
