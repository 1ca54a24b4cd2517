package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows that are written together. Of several rows of one primary key only the last one is. Used by one thread. */
final class Batch {

    /** Tags are applied to as many contacts in one call. */
    static final int MOST_ROWS = 100;

    private static final long MOST_CHARACTERS = 4 << 20;

    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final Map<Keyed, Latest> latest = new HashMap<>();
    private int count;
    private long characters;

    /** The key of a row of a stream whose rows replace each other. */
    record Keyed(StreamName stream, String key) {}

    private record Latest(Row row, JsonNode cursor) {}

    /**
     * @param again rows that were tried before; later rows do not replace them
     */
    Batch(List<Row> again) {
        again.forEach(this::put);
    }

    /** Adds a row that replaces none. */
    void add(Row row) {
        put(row);
    }

    /**
     * Adds a row, which replaces an earlier one of its key unless its cursor is before that one's.
     *
     * @param cursor a missing one for the order in which rows come
     */
    void add(Row row, Keyed key, JsonNode cursor) {
        Latest before = latest.get(key);
        if (before != null && CursorOrder.isBefore(cursor, before.cursor())) {
            before.row().replaces(row);
            count++;
            return;
        }
        if (before != null) {
            row.replaces(before.row());
            rows.remove(before.row().number());
            characters -= before.row().length();
        }
        latest.put(key, new Latest(row, cursor));
        put(row);
    }

    private void put(Row row) {
        rows.put(row.number(), row);
        characters += row.length();
        count++;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether the batch has as many rows, those that were replaced included, or as many characters as it may have. */
    boolean isFull() {
        return count >= MOST_ROWS || characters >= MOST_CHARACTERS;
    }

    /** The rows in the order in which they came. */
    List<Row> rows() {
        return List.copyOf(rows.values());
    }
}
