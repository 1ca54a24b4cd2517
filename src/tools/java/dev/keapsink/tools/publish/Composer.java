package dev.keapsink.tools.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.tools.queue.OutgoingMessage;
import dev.keapsink.tools.queue.Sha256;
import dev.keapsink.tools.records.JsonLines;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a message of each line of a file. The same file always makes the same messages, deduplication ids included. */
final class Composer {
    private static final int MOST_NAMES = 1000;

    private final String identity;
    private final Optional<GroupBy> groupBy;
    private final int mostBytes;

    /** The names in the records without a group, to suggest the right one; as many as a table may have. */
    private final Set<String> names = new TreeSet<>();

    /** The result for a line. */
    sealed interface Composed {
        long line();

        /** A message, and the number of records in it. */
        record Sendable(long line, int records, OutgoingMessage entry) implements Composed {}

        /** A line that cannot be sent; the reason quotes nothing of it. */
        record Unsendable(long line, String reason) implements Composed {}
    }

    /**
     * Composes the messages of one file for one queue.
     *
     * @param identity the digest of the file's content, part of each deduplication id
     * @param groupBy finds the message group; present for a FIFO queue alone
     * @param mostBytes the most bytes of a message that the queue takes
     */
    Composer(String identity, Optional<GroupBy> groupBy, int mostBytes) {
        this.identity = identity;
        this.groupBy = groupBy;
        this.mostBytes = mostBytes;
    }

    Composed compose(Row row) {
        return switch (JsonLines.checked(row)) {
            case Skipped skipped -> new Composed.Unsendable(skipped.number(), skipped.reason());
            case Line line -> compose(line);
        };
    }

    private Composed compose(Line line) {
        JsonNode json = JsonLines.json(line).orElseThrow();
        Optional<String> group = groupBy.flatMap(by -> by.of(json));
        if (groupBy.isPresent() && group.isEmpty()) {
            remember(json);
            return new Composed.Unsendable(
                    line.number(),
                    "no text or number in the field " + groupBy.get().field());
        }
        Optional<String> deduplication = groupBy.map(by -> Sha256.of(identity, Long.toString(line.number())));
        OutgoingMessage entry = new OutgoingMessage(line.body(), Map.of(), group, deduplication);
        return entry.bytes() > mostBytes
                ? new Composed.Unsendable(
                        line.number(), "larger than this queue takes (%,d bytes)".formatted(mostBytes))
                : new Composed.Sendable(line.number(), json.isArray() ? json.size() : 1, entry);
    }

    private void remember(JsonNode record) {
        GroupBy.objects(record)
                .flatMap(object -> object.properties().stream())
                .map(Map.Entry::getKey)
                .limit(MOST_NAMES)
                .filter(name -> names.size() < MOST_NAMES)
                .forEach(names::add);
    }

    /** Returns a sentence if records had no group: that of a field which no record of the file has. */
    Optional<String> withoutGroup(Path file) {
        return groupBy.filter(by -> !names.isEmpty())
                .map(by ->
                        "No record of %s has a text or number in the field %s, which --group-by names%s. Nothing was sent."
                                .formatted(file, by.field(), DidYouMean.suggestion(by.field(), names)));
    }
}
