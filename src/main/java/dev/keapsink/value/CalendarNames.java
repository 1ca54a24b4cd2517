package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads months and days of the week, by number or by English name. */
public final class CalendarNames {

    private CalendarNames() {}

    /**
     * Reads a month: 1 to 12, {@code January} or {@code Jan}.
     *
     * @throws InvalidValue if the value is not a month
     */
    public static Month month(String field, JsonNode json) {
        return find(
                field,
                json,
                Month.values(),
                month -> month.getValue(),
                month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                "a month: 1 to 12, or its English name");
    }

    /**
     * Reads a day of the week: 1 (Sunday) to 7, {@code Monday} or {@code Mon}.
     *
     * @throws InvalidValue if the value is not a day of the week
     */
    public static DayOfWeek dayOfWeek(String field, JsonNode json) {
        return find(
                field,
                json,
                DayOfWeek.values(),
                CalendarNames::number,
                CalendarNames::name,
                "a day of the week: 1 (Sunday) to 7, or its English name");
    }

    /** The number of a day in Keap's week, which begins on Sunday: 1 to 7. */
    public static int number(DayOfWeek day) {
        return day.getValue() % DayOfWeek.values().length + 1;
    }

    public static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    public static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static <T> T find(
            String field,
            JsonNode json,
            T[] all,
            Function<T, Integer> number,
            Function<T, String> name,
            String expected) {
        String text = Texts.of(field, json);
        return Stream.of(all)
                .filter(one -> text.matches("0?" + number.apply(one))
                        || name.apply(one).equalsIgnoreCase(text)
                        || name.apply(one).substring(0, 3).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(field, "is not " + expected));
    }
}
