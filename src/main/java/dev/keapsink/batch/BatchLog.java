package dev.keapsink.batch;

import dev.keapsink.field.LeftOut;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Cause;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Logs a batch: counts, message ids, reasons and field names. It never logs a record's content. */
final class BatchLog {

    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    private BatchLog() {}

    /**
     * Logs one line for the batch, and some lines for records that are rejected or come again.
     *
     * @param types the object types of the records that could be read, by index
     * @param byStream whether the line also has the counts of each stream
     */
    static void outcomes(Outcomes outcomes, Map<Integer, ObjectType> types, boolean byStream) {
        LOG.infof(
                "Batch of %d messages, %d records: %s%s",
                outcomes.messages().size(),
                outcomes.positions().size(),
                counts(outcomes.byPosition().values()),
                byStream ? "; by stream: " + byStream(outcomes.byPosition(), types) : "");
        RecordLines.log(outcomes, types);
    }

    /** The counts of each stream, in the order of writing; those of records that could not be read come last. */
    private static String byStream(Map<Integer, Outcome> outcomes, Map<Integer, ObjectType> types) {
        Map<ObjectType, List<Outcome>> read = new EnumMap<>(ObjectType.class);
        List<Outcome> unread = new ArrayList<>();
        outcomes.forEach((index, outcome) -> {
            ObjectType type = types.get(index);
            (type == null ? unread : read.computeIfAbsent(type, unused -> new ArrayList<>())).add(outcome);
        });
        Stream<String> streams =
                read.entrySet().stream().map(entry -> entry.getKey().stream() + " " + counts(entry.getValue()));
        Stream<String> others = unread.isEmpty() ? Stream.empty() : Stream.of("unread " + counts(unread));
        return Stream.concat(streams, others).collect(Collectors.joining(", "));
    }

    static Map<String, Long> counts(Collection<Outcome> outcomes) {
        return outcomes.stream().collect(Collectors.groupingBy(BatchLog::kind, TreeMap::new, Collectors.counting()));
    }

    /** Logs why records wait, each reason once. Reasons that the operator has to mend are errors. */
    static void failures(BatchWork.Done done) {
        Map<String, Integer> waiting = new TreeMap<>();
        Map<String, Integer> misconfigured = new TreeMap<>();
        for (RecordPosition position : done.outcomes().positions()) {
            if (done.results().get(position.index()) instanceof Result.Failed(KeapFailure failure)
                    && done.outcomes().of(position) instanceof RetryLater later
                    && !(failure instanceof KeapFailure.Misconfigured)) {
                (later.cause() == Cause.MISCONFIGURED ? misconfigured : waiting)
                        .merge(String.valueOf(failure.getMessage()), 1, Integer::sum);
            }
        }
        lines(
                misconfigured,
                (sentence, records) -> LOG.errorf(
                        "Misconfigured: %s. %d records wait; nothing is lost, and the others go on.",
                        sentence, records));
        lines(waiting, (sentence, records) -> LOG.infof("%d records wait: %s", records, sentence));
    }

    /**
     * The reasons that most records wait for have a line each, and the others one together: each tag can have a
     * sentence of its own.
     */
    private static void lines(Map<String, Integer> counts, BiConsumer<String, Integer> line) {
        List<Map.Entry<String, Integer>> all = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .toList();
        List<Map.Entry<String, Integer>> others = all.subList(Math.min(RecordLines.MOST, all.size()), all.size());
        all.stream().limit(RecordLines.MOST).forEach(reason -> line.accept(reason.getKey(), reason.getValue()));
        if (!others.isEmpty()) {
            line.accept(
                    "%d other reasons, such as: %s"
                            .formatted(others.size(), others.getFirst().getKey()),
                    others.stream().mapToInt(Map.Entry::getValue).sum());
        }
    }

    /** Logs how many fields and values were ignored, and how many texts were cut. */
    static void fields(BatchWork.Done done) {
        int count = done.unwritten().values().stream()
                .mapToInt(unwritten -> unwritten.unused().size())
                .sum();
        if (count > 0) {
            LOG.infof("Fields that Keap does not have, ignored: %d", count);
        }
        Map<String, Long> leftOut = done.unwritten().values().stream()
                .flatMap(unwritten -> unwritten.leftOut().stream())
                .collect(Collectors.groupingBy(LeftOut::field, TreeMap::new, Collectors.counting()));
        if (!leftOut.isEmpty()) {
            LOG.infof("Values left out, because they are fillers or no field takes them: %s", leftOut);
        }
        int cut = done.records().stream()
                .mapToInt(planned -> planned.change().cutTexts())
                .sum();
        if (cut > 0) {
            LOG.infof("Texts longer than Keap keeps, cut: %d", cut);
        }
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Written written -> written.effect().name().toLowerCase(Locale.ROOT);
            case Rejected rejected -> "rejected " + rejected.reason().code();
            case RetryLater later -> "returned " + later.cause().code();
        };
    }
}
