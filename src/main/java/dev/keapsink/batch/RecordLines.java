package dev.keapsink.batch;

import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Logs a line for each record that is rejected or comes again. For each reason or cause only the first records have a
 * line each, and the others share one. So a batch of ten thousand leaves no more to read, and to pay for, than one of a
 * hundred.
 */
final class RecordLines {

    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    /** The number of lines for each reason or cause. */
    static final int MOST = 20;

    private final Map<Integer, ObjectType> types;
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();

    /**
     * The key by which lines are counted.
     *
     * @param field the name under which queries find the code
     */
    private record Kind(Logger.Level level, String outcome, String field, String code) {
        static Kind of(Rejected rejected) {
            return new Kind(
                    Logger.Level.WARN, "rejected", "reason", rejected.reason().code());
        }

        static Kind of(RetryLater later) {
            return new Kind(
                    Logger.Level.INFO, "returned", "cause", later.cause().code());
        }
    }

    private RecordLines(Map<Integer, ObjectType> types) {
        this.types = types;
    }

    /**
     * Logs the lines of a batch.
     *
     * @param types the object types of the records that could be read, by index
     */
    static void log(Outcomes outcomes, Map<Integer, ObjectType> types) {
        RecordLines lines = new RecordLines(types);
        outcomes.positions().forEach(position -> lines.add(position, outcomes.of(position)));
        lines.addOthers();
    }

    private void add(RecordPosition position, Outcome outcome) {
        switch (outcome) {
            case Rejected rejected -> add(position, Kind.of(rejected), rejection(position, rejected));
            case RetryLater later -> add(position, Kind.of(later), deferral(position, later));
            case Written done -> {}
        }
    }

    private void add(RecordPosition position, Kind kind, String line) {
        if (counts.merge(kind, 1, Integer::sum) <= MOST) {
            log(kind, 1, fields(position), line);
        }
    }

    private void addOthers() {
        counts.forEach((kind, count) -> {
            if (count > MOST) {
                int others = count - MOST;
                String line = "%d more records %s: %s".formatted(others, kind.outcome(), kind.code());
                log(kind, others, new TreeMap<>(), line);
            }
        });
    }

    /** Logs a line, with its contents as separate fields for queries. */
    private static void log(Kind kind, int count, Map<String, String> fields, String line) {
        fields.put("outcome", kind.outcome());
        fields.put(kind.field(), kind.code());
        fields.put("count", String.valueOf(count));
        fields.forEach(MDC::put);
        try {
            LOG.log(kind.level(), line);
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    /** The fields of a record's line; the stream only if the record could be read. */
    private Map<String, String> fields(RecordPosition position) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("messageId", position.message().id());
        ObjectType type = types.get(position.index());
        if (type != null) {
            fields.put("stream", type.stream());
        }
        if (!position.isAlone()) {
            fields.put("record", String.valueOf(position.number()));
        }
        return fields;
    }

    static String rejection(RecordPosition position, Rejected rejected) {
        return "Rejected message %s: %s%s"
                .formatted(
                        name(position),
                        rejected.reason().code(),
                        rejected.field() == null ? "" : " (field " + rejected.field() + ")");
    }

    private static String deferral(RecordPosition position, RetryLater later) {
        return "Returned message %s: %s (receipt %d, hidden for %d s)"
                .formatted(
                        name(position),
                        later.cause().code(),
                        position.receiveCount(),
                        later.after().toSeconds());
    }

    private static String name(RecordPosition position) {
        return position.message().id() + (position.isAlone() ? "" : ", record " + position.number());
    }
}
