package dev.keapsink.app;

import dev.keapsink.lambda.InitError;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The process of a native function; on the JVM it is Lambda's own. The framework's poll loop takes the events, and this does what
 * that leaves out: Lambda is told of a start that fails, and a process whose poll loop is over ends, so that Lambda starts another.
 */
@QuarkusMain
public final class NativeMain implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(NativeMain.class);

    public static void main(String... args) {
        Quarkus.run(NativeMain.class, NativeMain::end, args);
    }

    /** Returns when the application stops, which is what the poll loop does when it cannot go on. */
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
