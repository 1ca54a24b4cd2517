package dev.keapsink.tools.rejects;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes texts of messages safe for a terminal. */
final class Texts {
    private Texts() {}

    /** Returns a text as one line without control characters. */
    static String line(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }

    /** Returns a text of several lines without other control characters. */
    static String lines(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\n\t]]+", " ");
    }

    /** Returns a time in UTC, to the second. */
    static String time(Optional<Instant> time) {
        return time.map(known -> known.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }
}
