package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * A producer's ordering mark of one object: an integer, or an instant in epoch milliseconds. The two notations of one
 * moment compare equal.
 */
public record Version(BigDecimal value) implements Comparable<Version> {

    private static final int MOST_DIGITS = 30;

    /** The largest number that counts as seconds: the year 2191. As milliseconds it is March of 1970. */
    private static final BigDecimal LARGEST_SECONDS = BigDecimal.valueOf(7_000_000_000L);

    /** The decimal places by which nanoseconds are shifted to be milliseconds. */
    private static final int NANOS_SHIFT = -6;

    private static final int LONGEST_MOMENT = 40;

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    /**
     * Reads a version from JSON.
     *
     * @param field the name of the value in a complaint
     * @throws InvalidValue if the value is neither an integer nor an ISO-8601 instant
     */
    public static Version of(String field, JsonNode json) {
        return json.isNumber() && isInteger(json)
                ? new Version(json.decimalValue())
                : of(field, Blanks.strip(json.asText()));
    }

    /**
     * Reads a version from a text without white space around it.
     *
     * @throws InvalidValue if the text is neither an integer nor an ISO-8601 instant
     */
    static Version of(String field, String text) {
        if (text.matches("-?\\d{1,30}")) {
            return new Version(new BigDecimal(text));
        }
        try {
            return new Version(millis(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            throw new InvalidValue(field, "must be an integer or an ISO-8601 instant such as 2026-01-31T08:00:00Z");
        }
    }

    /**
     * Reads a moment in any of the ways in which machines write one. An ISO-8601 moment without a zone is in UTC. A
     * number counts seconds, milli-, micro- or nanoseconds since 1970, told apart by its size.
     *
     * @return empty if the value is not a moment
     */
    static Optional<Version> ofMoment(JsonNode json) {
        if (json.isTextual()) {
            return ofMoment(Blanks.strip(json.asText()));
        }
        return json.isNumber() && Double.isFinite(json.doubleValue()) ? ofEpoch(json.decimalValue()) : Optional.empty();
    }

    private static Optional<Version> ofMoment(String text) {
        if (text.length() > LONGEST_MOMENT) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,20}(\\.\\d{1,9})?")) {
            return ofEpoch(new BigDecimal(text));
        }
        try {
            TemporalAccessor moment = MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(new Version(millis(
                    moment instanceof LocalDateTime local
                            ? local.toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.from(moment).toInstant())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Version> ofEpoch(BigDecimal number) {
        if (number.signum() <= 0) {
            return Optional.empty();
        }
        int shift = 3;
        for (BigDecimal limit = LARGEST_SECONDS; number.compareTo(limit) > 0; limit = limit.movePointRight(3)) {
            shift -= 3;
        }
        return shift < NANOS_SHIFT ? Optional.empty() : Optional.of(new Version(number.movePointRight(shift)));
    }

    private static BigDecimal millis(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .movePointRight(3)
                .add(BigDecimal.valueOf(instant.getNano(), 6));
    }

    /** Whether a number is whole, as 3.0 is too. A nullable column turns integers into fractions on their way here. */
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
