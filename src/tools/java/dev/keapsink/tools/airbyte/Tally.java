package dev.keapsink.tools.airbyte;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what became of the rows of each stream. Used by one thread. */
final class Tally {

    private final Map<String, Map<String, Integer>> byStream = new TreeMap<>();
    private long unreadable;
    private long ignored;

    /**
     * @param outcome in a word, such as {@code created}, or {@code rejected invalid_value}
     */
    void count(StreamName stream, String outcome) {
        byStream.computeIfAbsent(stream.toString(), unused -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    }

    /** A line could not be read. */
    void unreadable() {
        unreadable++;
    }

    /** A record's stream is not in the catalog. */
    void ignored() {
        ignored++;
    }

    long unreadableCount() {
        return unreadable;
    }

    /** The counts in a sentence. */
    String sentence() {
        String streams = byStream.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "Rows: %s%s."
                .formatted(
                        streams.isEmpty() ? "none" : streams,
                        ignored == 0 ? "" : "; %d of streams that are not in the catalog".formatted(ignored));
    }
}
