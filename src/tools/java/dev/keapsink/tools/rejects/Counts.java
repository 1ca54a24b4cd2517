package dev.keapsink.tools.rejects;

import dev.keapsink.tools.queue.Reject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the messages by reason and field, with their times and one example of each. */
final class Counts implements View {
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::reason).thenComparing(Key::field);

    private final Map<Key, Row> rows = new TreeMap<>(ORDER);
    private long all;

    private record Key(String reason, String field) {}

    /** The numbers of one reason and field. */
    private static final class Row {
        private final String example;
        private long count;
        private Optional<Instant> oldest = Optional.empty();
        private Optional<Instant> newest = Optional.empty();

        Row(Reject first) {
            example = "  for example %s%s"
                    .formatted(
                            first.id(),
                            first.detail()
                                    .map(detail -> ": " + Texts.line(detail))
                                    .orElse(""));
        }

        void add(Reject reject) {
            count++;
            reject.at().ifPresent(time -> {
                oldest = Optional.of(oldest.filter(time::isAfter).orElse(time));
                newest = Optional.of(newest.filter(time::isBefore).orElse(time));
            });
        }
    }

    @Override
    public boolean take(Reject reject) {
        Key key = new Key(
                Texts.line(reject.reason()), reject.field().map(Texts::line).orElse(""));
        rows.computeIfAbsent(key, any -> new Row(reject)).add(reject);
        all++;
        return true;
    }

    @Override
    public boolean finish(PrintWriter out) {
        if (all > 0) {
            out.printf("%-24s %-20s %10s  %-20s %s%n", "Reason", "Field", "count", "oldest", "newest");
        }
        rows.forEach((key, row) -> {
            out.printf(
                    "%-24s %-20s %,10d  %-20s %s%n",
                    key.reason(), key.field(), row.count, Texts.time(row.oldest), Texts.time(row.newest));
            out.println(row.example);
        });
        out.printf("%,d messages. They stay in the queue.%n", all);
        return true;
    }
}
