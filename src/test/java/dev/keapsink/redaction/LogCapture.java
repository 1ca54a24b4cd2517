package dev.keapsink.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.local.CapturedLogs;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Captures what is logged and printed in a JVM that runs tests: of the product everything, of others from INFO on. A test
 * that wants no lines of the product on the console takes away its logger's parent, not its level.
 */
public final class LogCapture implements LauncherSessionListener, TestExecutionListener {

    private static final String PRODUCT = "dev.keapsink";

    /** Held, because a logger that nobody holds forgets what it was told. */
    private static final Logger OF_PRODUCT = Logger.getLogger(PRODUCT);

    private static final Logger OF_ALL = Logger.getLogger("");

    private static Optional<Capture> capture = Optional.empty();

    private record Capture(Handler product, Handler others) {

        /** Whoever configured logging anew may have taken the handlers away. */
        void attach() {
            OF_PRODUCT.setLevel(Level.ALL);
            attach(product, OF_PRODUCT);
            attach(others, OF_ALL);
        }

        private static void attach(Handler handler, Logger logger) {
            if (!List.of(logger.getHandlers()).contains(handler)) {
                logger.addHandler(handler);
            }
        }

        void flush() {
            product.flush();
            others.flush();
        }
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        CapturedLogs.folder().ifPresent(LogCapture::start);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        capture.ifPresent(Capture::attach);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        capture.ifPresent(Capture::flush);
    }

    private static synchronized void start(Path folder) {
        if (capture.isPresent()) {
            return;
        }
        try {
            CapturedLogs.renew(folder);
            System.setOut(copied(System.out, folder.resolve("printed")));
            System.setErr(copied(System.err, folder.resolve("printed-as-error")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Capture started = new Capture(
                new CapturingHandler(folder.resolve("product"), line -> true),
                new CapturingHandler(folder.resolve("others"), LogCapture::isWantedOfOthers));
        started.attach();
        Runtime.getRuntime().addShutdownHook(new Thread(started::flush));
        capture = Optional.of(started);
        Canary.singAll();
    }

    /** What a function logs by default; one of the packaged ones logs more, with its own configuration. */
    private static boolean isWantedOfOthers(LogRecord line) {
        boolean isOfProduct = String.valueOf(line.getLoggerName()).startsWith(PRODUCT);
        return !isOfProduct && line.getLevel().intValue() >= Level.INFO.intValue();
    }

    private static PrintStream copied(PrintStream stream, Path file) throws IOException {
        return new PrintStream(new Both(stream, Files.newOutputStream(file)), true, UTF_8);
    }
}
