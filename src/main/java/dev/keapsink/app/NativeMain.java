package dev.keapsink.app;

import dev.keapsink.lambda.InitError;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the process of a native function; on the JVM Lambda brings its own. The framework's poll loop takes the events.
 * This class tells Lambda of a start that fails. It also ends the process once the poll loop is over, so that Lambda
 * starts another.
 */
@QuarkusMain
public final class NativeMain implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(NativeMain.class);

    /** Runs the function until its poll loop is over, and ends the process with an exit code. */
    public static void main(String... args) {
        Quarkus.run(NativeMain.class, NativeMain::end, args);
    }

    /** Returns when the application stops. The poll loop stops it when it cannot go on. */
    @Override
    public int run(String... args) {
        Application running = Application.currentApplication();
        if (running != null) {
            running.awaitShutdown();
        }
        return 1;
    }

    private static void end(int exitCode, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("The function could not start", failure);
            InitError.ofNativeProcess().ifPresent(lambda -> lambda.report(failure));
        }
        System.exit(exitCode);
    }
}
