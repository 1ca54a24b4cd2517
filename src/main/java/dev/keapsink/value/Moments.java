package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads days and moments: ISO-8601, {@code 19801231}, seconds or milliseconds since 1970, and the forms of
 * {@link WrittenDates}.
 */
public final class Moments {

    /** The date-time form of Keap's v1 documentation, such as 2017-01-01T22:17:59.039Z. */
    private static final DateTimeFormatter KEAP_DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalStart()
            .appendLiteral('[')
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter COMPACT_DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** Eight digits that mean a day. As seconds since 1970, all of them would be in August of 1970. */
    private static final Pattern COMPACT = Pattern.compile("(19|20)\\d{6}");

    /**
     * Fewer digits would be a year or a typing error as often as a moment. 14 digits would be 20260131080000, and more
     * would be microseconds.
     */
    private static final Pattern EPOCH = Pattern.compile("-?\\d{9,13}(\\.\\d{1,9})?");

    /**
     * The largest number that counts as seconds: the year 2191. As milliseconds it is March of 1970. Birthdays are in
     * the past: under a larger limit, the milliseconds of one in the seventies would count as seconds, a thousand years
     * from now.
     */
    private static final BigDecimal LARGEST_SECONDS = BigDecimal.valueOf(7_000_000_000L);

    private static final Pattern OTHER_SPACES = Pattern.compile("[\\p{Zs}\\u2028\\u2029]");

    private static final String COMPLAINT =
            "is not a date: use the form 1980-12-31, 1980-12-31T08:00:00Z, or seconds or milliseconds since 1970";

    /** The forms in which spreadsheets and databases write no day. The first of these is day 0 of a spreadsheet. */
    private static final Pattern NO_DAY =
            Pattern.compile("(1900-0?1-0?0|0?1/0?0/1900|0{1,4}([./-])0{1,2}\\2?0{1,4})([ T]00:00(:00)?(\\.0+)?Z?)?");

    private static final Pattern NO_YEAR = Pattern.compile(
            "(--)?(0?[1-9]|1[0-2])[./-](0?[1-9]|[12]\\d|3[01])|(0?[1-9]|[12]\\d|3[01])[./-](0?[1-9]|1[0-2])\\.?");

    private static final WrittenDates.Read NO_DATE = new WrittenDates.NotUnderstood(COMPLAINT);

    private Moments() {}

    /**
     * Why a value that is not blank holds no day or moment that Keap could store; empty if it may hold one.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object
     */
    public static Optional<String> whyNone(String field, JsonNode json) {
        String text = text(field, json);
        boolean isFalse = json.isBoolean() && !json.booleanValue();
        if (isFalse || Fillers.isOne(text) || NO_DAY.matcher(text).matches()) {
            return Optional.of("is a filler, not a date; leave it empty if there is none");
        }
        return json.isTextual() && NO_YEAR.matcher(text).matches()
                ? Optional.of("has no year, and Keap keeps whole dates")
                : Optional.empty();
    }

    /**
     * A text without the marks of an export. Browsers write other kinds of spaces, which become plain ones, and
     * direction marks, which are removed.
     */
    private static String text(String field, JsonNode json) {
        String text = Texts.of(field, json);
        String spaced = OTHER_SPACES.matcher(text).replaceAll(" ");
        return ExportMarks.remove(Blanks.visible(spaced));
    }

    /**
     * Reads a day as it is written. A shift to another zone would move a birthday.
     *
     * @param order of the numbers in dates with several readings; without it, such dates are refused
     * @throws InvalidValue if the value is not a date, or a date with several readings
     */
    public static LocalDate day(String field, JsonNode json, Optional<DateOrder> order) {
        String text = text(field, json);
        LocalDate day = epoch(text)
                .map(moment -> moment.atOffset(ZoneOffset.UTC).toLocalDate())
                .orElseGet(() -> LocalDate.from(parsed(field, text, order)));
        checkBounds(field, day);
        return day;
    }

    /**
     * Reads a moment. One without a zone is in UTC, and a day is its first moment.
     *
     * @param order as for {@link #day}
     * @throws InvalidValue as {@link #day} does
     */
    public static Instant instant(String field, JsonNode json, Optional<DateOrder> order) {
        String text = text(field, json);
        Instant moment = epoch(text).orElseGet(() -> instant(parsed(field, text, order)));
        checkBounds(field, moment.atOffset(ZoneOffset.UTC).toLocalDate());
        return moment;
    }

    /**
     * Reads a moment. One without a zone is in UTC. A day is its noon in UTC, which is on that day in almost every zone
     * in which Keap may show it.
     *
     * @param order as for {@link #day}
     * @throws InvalidValue as {@link #day} does
     */
    public static Instant orNoon(String field, JsonNode json, Optional<DateOrder> order) {
        String text = text(field, json);
        Instant moment = epoch(text).orElseGet(() -> switch (parsed(field, text, order)) {
            case LocalDate day -> day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
            case TemporalAccessor other -> instant(other);
        });
        checkBounds(field, moment.atOffset(ZoneOffset.UTC).toLocalDate());
        return moment;
    }

    private static Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case OffsetDateTime moment -> moment.toInstant();
            case ZonedDateTime moment -> moment.toInstant();
            case LocalDateTime moment -> moment.toInstant(ZoneOffset.UTC);
            case TemporalAccessor day ->
                LocalDate.from(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** The first moment of a day, as Keap's v1 writes moments. */
    public static String dateTime(LocalDate day) {
        return dateTime(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** A moment as Keap's v1 writes it. */
    public static String dateTime(Instant moment) {
        return KEAP_DATE_TIME.format(moment);
    }

    /** A moment as Keap's v2 writes it, such as 2024-05-21T23:00:00Z. Keap may not keep parts of a second. */
    public static String toSeconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Optional<Instant> epoch(String text) {
        if (!EPOCH.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        BigDecimal millis = number.abs().compareTo(LARGEST_SECONDS) <= 0 ? number.movePointRight(3) : number;
        return Optional.of(Instant.ofEpochMilli(millis.longValue()));
    }

    private static TemporalAccessor parsed(String field, String text, Optional<DateOrder> order) {
        return standard(text)
                .orElseGet(() -> switch (WrittenDates.of(text, order).orElse(NO_DATE)) {
                    case WrittenDates.Understood(TemporalAccessor moment) -> moment;
                    case WrittenDates.NotUnderstood(String why) -> throw new InvalidValue(field, why);
                });
    }

    private static Optional<TemporalAccessor> standard(String text) {
        try {
            if (COMPACT.matcher(text).matches()) {
                return Optional.of(LocalDate.parse(text, COMPACT_DAY));
            }
            return Optional.of(
                    text.length() <= "2000-01-31".length()
                            ? LocalDate.parse(text)
                            : DATE_TIME.parseBest(
                                    text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text,
                                    OffsetDateTime::from,
                                    ZonedDateTime::from,
                                    LocalDateTime::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void checkBounds(String field, LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new InvalidValue(field, COMPLAINT);
        }
    }
}
