package dev.keapsink.tools.common;

import java.time.Duration;

/** Writes durations for the operator. */
public final class Durations {
    private Durations() {}

    /**
     * Returns the two largest units of a duration, such as {@code 1 d 4 h} or {@code 3 min}; below a minute, {@code 1.5
     * s}.
     */
    public static String human(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toHoursPart() == 0
                    ? duration.toDays() + " d"
                    : duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toMinutesPart() == 0
                    ? duration.toHours() + " h"
                    : duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
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
