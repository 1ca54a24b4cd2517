package dev.keapsink.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as people and spreadsheets write them, if they have only one reading. The month among two numbers is
 * never guessed.
 */
final class WrittenDates {

    /** No date is longer, with its day of the week, time and zone. */
    private static final int LONGEST = 80;

    private static final String DAY_OF_WEEK =
            "(?:(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";

    private static final String NUMBERS = "(?<a>\\d{1,4})(?<by>\\s?[./-]\\s?)(?<b>\\d{1,2})\\k<by>(?<c>\\d{1,4})";

    private static final String DAY_FIRST =
            "(?<day1>\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s/-]*(?<month1>[a-z]{3,9})\\.?[\\s,/-]*(?<year1>\\d{1,4})";

    private static final String MONTH_FIRST =
            "(?<month2>[a-z]{3,9})\\.?[\\s/-]*(?<day2>\\d{1,2})(?:st|nd|rd|th)?(?:\\s*,\\s*|[\\s/-]+)(?<year2>\\d{1,4})";

    private static final String TIME =
            "(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.(?<fraction>\\d{1,9}))?)?)?"
                    + "\\s*(?<half>[ap]\\.?m\\.?)?";

    private static final String ZONE =
            "(?:\\s*(?:z|utc|gmt|(?:utc|gmt)?(?<offset>[+-]\\d{2}:?\\d{2}))(?:\\s*\\([a-z ]*\\))?)";

    private static final Pattern DATE = Pattern.compile(
            DAY_OF_WEEK + "(?:" + NUMBERS + "|" + DAY_FIRST + "|" + MONTH_FIRST
                    + ")(?<time>(?:\\s*,\\s*|\\s+|t)(?:at\\s+)?" + TIME + "(?<zone>" + ZONE + ")?)?",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String NO_DAY = "is no day of the calendar, or no time of the day";

    private final Matcher text;
    private final Optional<DateOrder> order;

    private WrittenDates(Matcher text, Optional<DateOrder> order) {
        this.text = text;
        this.order = order;
    }

    /** The reading of a text that is written as a date. */
    sealed interface Read {}

    /** A day, a date-time, or a date-time with its offset. */
    record Understood(TemporalAccessor moment) implements Read {}

    /** No reading, with a reason that completes a sentence beginning with the field. */
    record NotUnderstood(String why) implements Read {}

    /** The reading of a text; empty if the text is not written as a date at all. */
    static Optional<Read> of(String text, Optional<DateOrder> order) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = DATE.matcher(text);
        return matcher.matches() ? Optional.of(new WrittenDates(matcher, order).read()) : Optional.empty();
    }

    private Read read() {
        try {
            return switch (text.group("by") == null ? named() : numbers()) {
                case Understood(LocalDate day) -> new Understood(text.group("time") == null ? day : at(day));
                case Read other -> other;
            };
        } catch (DateTimeException e) {
            return new NotUnderstood(NO_DAY);
        }
    }

    private Read named() {
        String form = text.group("month1") == null ? "2" : "1";
        String name = text.group("month" + form).toLowerCase(Locale.ROOT);
        int month = MONTHS.indexOf(name.substring(0, 3)) + 1;
        if (month == 0 || !isNameOf(month, name)) {
            return new NotUnderstood("is not a date: it has no month of the English calendar");
        }
        String year = text.group("year" + form);
        return isYear(year)
                ? new Understood(LocalDate.of(number(year), month, number(text.group("day" + form))))
                : shortYear();
    }

    private static boolean isNameOf(int month, String name) {
        String whole = CalendarNames.name(Month.of(month)).toLowerCase(Locale.ROOT);
        return name.length() == 3 || name.equals(whole) || name.equals("sept");
    }

    private Read numbers() {
        String first = text.group("a");
        String last = text.group("c");
        if (isYear(first) && last.length() <= 2) {
            return new Understood(LocalDate.of(number(first), number(text.group("b")), number(last)));
        }
        if (first.length() > 2 || !isYear(last)) {
            return shortYear();
        }
        int one = number(first);
        int other = number(text.group("b"));
        int year = number(last);
        return text.group("by").contains(".")
                ? new Understood(LocalDate.of(year, other, one))
                : order.map(agreed -> ordered(agreed, one, other, year)).orElseGet(() -> only(one, other, year));
    }

    private static Read ordered(DateOrder order, int one, int other, int year) {
        return day(order, one, other, year)
                .<Read>map(Understood::new)
                .orElseGet(() -> new NotUnderstood(
                        "is no date in the order %s, which KEAP_SINK_DATE_ORDER sets for all dates in numbers"
                                .formatted(order.name().toLowerCase(Locale.ROOT))));
    }

    private static Read only(int one, int other, int year) {
        List<LocalDate> readings = Stream.of(DateOrder.MDY, DateOrder.DMY)
                .flatMap(order -> day(order, one, other, year).stream())
                .distinct()
                .toList();
        return switch (readings.size()) {
            case 0 -> new NotUnderstood(NO_DAY);
            case 1 -> new Understood(readings.getFirst());
            default ->
                new NotUnderstood(
                        "can be read in two ways, with the day first or the month first; set KEAP_SINK_DATE_ORDER to"
                                + " mdy or dmy, or write it like 1980-12-31");
        };
    }

    private static Optional<LocalDate> day(DateOrder order, int one, int other, int year) {
        try {
            return switch (order) {
                case MDY -> Optional.of(LocalDate.of(year, one, other));
                case DMY -> Optional.of(LocalDate.of(year, other, one));
                case YMD -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Read shortYear() {
        return new NotUnderstood(
                "has a year of fewer than four digits, which leaves the century open; write it like 1980-12-31");
    }

    private TemporalAccessor at(LocalDate day) {
        LocalDateTime moment = day.atTime(time());
        if (text.group("zone") == null) {
            return moment;
        }
        String offset = text.group("offset");
        return OffsetDateTime.of(moment, offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }

    private LocalTime time() {
        int hour = number(text.group("hour"));
        String half = text.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("No hour of half a day");
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        } else if (text.group("minute") == null) {
            throw new DateTimeException("An hour alone says nothing");
        }
        String fraction = text.group("fraction");
        int nanos = fraction == null ? 0 : number((fraction + "00000000").substring(0, 9));
        return LocalTime.of(hour, number(text.group("minute")), number(text.group("second")), nanos);
    }

    private static boolean isYear(String digits) {
        return digits.length() == 4;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
