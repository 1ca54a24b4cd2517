package dev.keapsink.redaction;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Writes what is logged into a file, with all that belongs to it; what was written before, only once. Threadsafe. */
final class CapturingHandler extends Handler {

    private static final Formatter FORMAT = new PatternFormatter("%p [%c] %s");

    /** More lines than this are not remembered. */
    private static final int MOST_KNOWN = 100_000;

    private final Predicate<LogRecord> wanted;
    private final PrintWriter out;
    private final Set<String> known = new HashSet<>();

    /**
     * @param wanted which lines are captured. Not a handler's filter: Quarkus gives all handlers one of its own
     */
    CapturingHandler(Path file, Predicate<LogRecord> wanted) {
        this.wanted = wanted;
        try {
            this.out = new PrintWriter(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void publish(LogRecord line) {
        if (wanted.test(line)) {
            write(text(line));
        }
    }

    private static String text(LogRecord line) {
        String message = FORMAT.format(line);
        Object[] parameters = line.getParameters();
        String text = (parameters == null ? message : message + " " + Arrays.toString(parameters))
                + ExtLogRecord.wrap(line).getMdcCopy();
        return line.getThrown() == null ? text : text + "\n" + trace(line.getThrown());
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private synchronized void write(String text) {
        boolean isNew = known.size() < MOST_KNOWN ? known.add(text) : !known.contains(text);
        if (isNew) {
            out.println(text);
        }
    }

    @Override
    public synchronized void flush() {
        out.flush();
    }

    @Override
    public synchronized void close() {
        out.close();
    }
}
