package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A producer's ordering mark of one contact: an integer, or an instant counted as epoch milliseconds, so that the two
 * ways of writing the same moment compare equal.
 */
public record Version(BigDecimal value) implements Comparable<Version> {

    private static final int MOST_DIGITS = 30;

    /**
     * Reads a version from JSON.
     *
     * @param field how to call it in a complaint
     * @throws InvalidValue if it is neither an integer nor an ISO-8601 instant
     */
    static Version of(String field, JsonNode json) {
        return json.isNumber() && isInteger(json)
                ? new Version(json.decimalValue())
                : of(field, Blanks.strip(json.asText()));
    }

    /** Reads a version from a text without blanks around it. */
    static Version of(String field, String text) {
        if (text.matches("-?\\d{1,30}")) {
            return new Version(new BigDecimal(text));
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return new Version(BigDecimal.valueOf(instant.getEpochSecond())
                    .movePointRight(3)
                    .add(BigDecimal.valueOf(instant.getNano(), 6)));
        } catch (DateTimeException e) {
            throw new InvalidValue(field, "must be an integer or an ISO-8601 instant such as 2026-01-31T08:00:00Z");
        }
    }

    /** 3.0 is one, too: a column that may be empty turns integers into fractions on their way here. */
    private static boolean isInteger(JsonNode json) {
        if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
            return false;
        }
        BigDecimal number = json.decimalValue();
        return number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= MOST_DIGITS;
    }

    @Override
    public int compareTo(Version other) {
        return value.compareTo(other.value);
    }
}
