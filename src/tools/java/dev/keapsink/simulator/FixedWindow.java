package dev.keapsink.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Counts the calls in a window that begins at each full minute or, in UTC, each full day. */
final class FixedWindow {
    private final ChronoUnit unit;
    private final int limit;
    private Instant start = Instant.EPOCH;
    private int used;

    FixedWindow(ChronoUnit unit, int limit) {
        this.unit = unit;
        this.limit = limit;
    }

    void advanceTo(Instant now) {
        Instant current = now.truncatedTo(unit);
        if (!current.equals(start)) {
            start = current;
            used = 0;
        }
    }

    void count() {
        used++;
    }

    int limit() {
        return limit;
    }

    int used() {
        return used;
    }

    int available() {
        return Math.max(0, limit - used);
    }

    Instant end() {
        return start.plus(1, unit);
    }
}
