package dev.keapsink.local;

import java.time.Duration;

/** Durations as people write them. */
final class Durations {
    private Durations() {}

    static String human(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toSecondsPart() == 0
                    ? duration.toMinutes() + " min"
                    : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toMillisPart() == 0
                ? duration.toSeconds() + " s"
                : String.format("%.1f s", duration.toMillis() / 1000.0);
    }
}
