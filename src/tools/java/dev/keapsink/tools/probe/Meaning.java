package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the meaning of a custom field's value: all encodings of one value have the same meaning. */
final class Meaning {
    private static final List<String> MONTHS =
            List.of("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ", -1));
    private static final List<String> DAYS = List.of("SUN MON TUE WED THU FRI SAT".split(" ", -1));
    private static final int DAY_LENGTH = "2026-01-31".length();

    private Meaning() {}

    /** Returns yes or no. An account may show an empty value after a no was written. */
    static String ofYesNo(JsonNode value) {
        return switch (value.asText("").toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> "yes";
            case "0", "false", "no", "" -> "no";
            default -> value.toString();
        };
    }

    static String ofList(JsonNode value) {
        Stream<String> items = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
                : Arrays.stream(value.asText("").split(",", -1));
        return items.map(String::strip).sorted().collect(Collectors.joining("\n"));
    }

    static String ofDate(JsonNode value) {
        String text = value.asText("");
        return text.substring(0, Math.min(text.length(), DAY_LENGTH));
    }

    static String ofMonth(JsonNode value) {
        return ofName(value, MONTHS);
    }

    static String ofDayOfWeek(JsonNode value) {
        return ofName(value, DAYS);
    }

    /** Returns the number of a month or day, counted from 1; a text that is no name stays. */
    private static String ofName(JsonNode value, List<String> names) {
        String text = value.asText("").toUpperCase(Locale.ROOT);
        int index = text.length() < 3 ? -1 : names.indexOf(text.substring(0, 3));
        return index < 0 ? text : String.valueOf(index + 1);
    }
}
