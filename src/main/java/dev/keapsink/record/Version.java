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
 * A producer's ordering mark of one contact: an integer, or an instant counted as epoch milliseconds, so that the two
 * ways of writing the same moment compare equal.
 */
public record Version(BigDecimal value) implements Comparable<Version> {

    private static final int MOST_DIGITS = 30;

    /** In seconds this is the year 2191, in milliseconds March of 1970. */
    private static final BigDecimal LARGEST_SECONDS = BigDecimal.valueOf(7_000_000_000L);

    /** By so many places nanoseconds are shifted to be milliseconds. */
    private static final int NANOS = -6;

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
            return new Version(millis(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            throw new InvalidValue(field, "must be an integer or an ISO-8601 instant such as 2026-01-31T08:00:00Z");
        }
    }

    /**
     * A moment in any of the ways in which machines write one: ISO-8601, where one without a zone is in UTC, or seconds, milli-,
     * micro- or nanoseconds since 1970, told apart by their size.
     *
     * @return nothing if it is no moment
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
        return shift < NANOS ? Optional.empty() : Optional.of(new Version(number.movePointRight(shift)));
    }

    private static BigDecimal millis(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .movePointRight(3)
                .add(BigDecimal.valueOf(instant.getNano(), 6));
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
