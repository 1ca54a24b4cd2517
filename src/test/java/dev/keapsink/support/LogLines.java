package dev.keapsink.support;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the product logs until this is closed. */
public final class LogLines extends Handler implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    private final List<String> lines = new ArrayList<>();

    public LogLines() {
        LOG.addHandler(this);
    }

    public List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        Object[] parameters = line.getParameters();
        boolean plain = parameters == null || parameters.length == 0;
        lines.add(plain ? line.getMessage() : line.getMessage().formatted(parameters));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOG.removeHandler(this);
    }
}
