package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A producer's ordering mark of one contact: an integer, or an instant counted as epoch milliseconds, so that the two
 * ways of writing the same moment compare equal.
 */
public record Version(BigDecimal value) implements Comparable<Version> {

    /**
     * Reads a version from JSON.
     *
     * @throws InvalidValue if it is neither an integer nor an ISO-8601 instant
     */
    static Version of(JsonNode json) {
        if (json.isIntegralNumber()) {
            return new Version(json.decimalValue());
        }
        String text = json.asText().strip();
        if (text.matches("-?\\d{1,30}")) {
            return new Version(new BigDecimal(text));
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return new Version(BigDecimal.valueOf(instant.getEpochSecond())
                    .movePointRight(3)
                    .add(BigDecimal.valueOf(instant.getNano(), 6)));
        } catch (DateTimeException e) {
            throw new InvalidValue("version", "must be an integer or an ISO-8601 instant such as 2026-01-31T08:00:00Z");
        }
    }

    @Override
    public int compareTo(Version other) {
        return value.compareTo(other.value);
    }
}
