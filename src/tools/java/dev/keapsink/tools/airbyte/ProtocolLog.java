package dev.keapsink.tools.airbyte;

import dev.keapsink.tools.airbyte.Output.Level;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Sends what the sink logs to the platform, as messages of the type LOG. */
final class ProtocolLog extends Handler {

    private final Output out;
    private final PatternFormatter text = new PatternFormatter("%s");

    private ProtocolLog(Output out) {
        this.out = out;
    }

    /** Replaces every handler of this process: nothing but messages may go to standard output. */
    static void install(Output out) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ProtocolLog(out));
        root.setLevel(java.util.logging.Level.WARNING);
        Logger.getLogger("dev.keapsink").setLevel(java.util.logging.Level.INFO);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            out.log(level(record.getLevel()), text.formatMessage(record));
        }
    }

    private static Level level(java.util.logging.Level level) {
        if (level.intValue() >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        if (level.intValue() >= java.util.logging.Level.WARNING.intValue()) {
            return Level.WARN;
        }
        return level.intValue() >= java.util.logging.Level.INFO.intValue() ? Level.INFO : Level.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
