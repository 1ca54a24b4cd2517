package dev.keapsink.tools.airbyte;

import dev.keapsink.record.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows that have to be tried again, in the order in which they came. A later row of the same object never overtakes
 * one of them, so that an old state does not overwrite a newer one. Used by one thread.
 */
final class WaitingRows {

    /** So many rows may wait before nothing more is read. */
    private static final int MOST = 1000;

    private static final long MOST_CHARACTERS = 8 << 20;

    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private long characters;

    void add(Row row) {
        rows.put(row.number(), row);
        characters += row.length();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    boolean isFull() {
        return rows.size() >= MOST || characters >= MOST_CHARACTERS;
    }

    int count() {
        return rows.size();
    }

    Collection<Row> all() {
        return rows.values();
    }

    /** When the first row is due that is behind no other one of its objects; empty if none waits. */
    Optional<Instant> firstDue() {
        Set<String> behind = new HashSet<>();
        Instant first = null;
        for (Row row : rows.values()) {
            boolean isFirst = Collections.disjoint(row.objects(), behind);
            behind.addAll(row.objects());
            first = isFirst && (first == null || row.due().isBefore(first)) ? row.due() : first;
        }
        return Optional.ofNullable(first);
    }

    /** Whether a row is about an object for which another one waits. */
    boolean isBehind(Set<String> objects) {
        return rows.values().stream().anyMatch(row -> !Collections.disjoint(row.objects(), objects));
    }

    /** Whether all rows wait for this reason; false if none waits. */
    boolean isAllFor(Cause cause) {
        return !isEmpty() && rows.values().stream().allMatch(row -> row.cause() == cause);
    }

    /** Takes the rows that are hopeless, and are behind no other row of their objects. */
    List<Row> takeHopeless(Instant success) {
        List<Row> hopeless = new ArrayList<>();
        Set<String> behind = new HashSet<>();
        Iterator<Row> all = rows.values().iterator();
        while (all.hasNext()) {
            Row row = all.next();
            boolean isFirst = Collections.disjoint(row.objects(), behind);
            behind.addAll(row.objects());
            if (isFirst && row.isHopeless(success)) {
                hopeless.add(row);
                characters -= row.length();
                all.remove();
            }
        }
        return hopeless;
    }

    /** Takes rows that are due, and are behind no row of their objects that is not. */
    List<Row> takeDue(Instant now, int most) {
        List<Row> due = new ArrayList<>();
        Set<String> behind = new HashSet<>();
        Iterator<Row> all = rows.values().iterator();
        while (all.hasNext() && due.size() < most) {
            Row row = all.next();
            if (row.due().isAfter(now) || !Collections.disjoint(row.objects(), behind)) {
                behind.addAll(row.objects());
            } else {
                due.add(row);
                characters -= row.length();
                all.remove();
            }
        }
        return due;
    }
}
