package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a value of a custom field means, however it is encoded: all encodings of one value have one meaning. */
final class Meaning {
    private static final List<String> MONTHS =
            List.of("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ", -1));
    private static final List<String> DAYS = List.of("SUN MON TUE WED THU FRI SAT".split(" ", -1));
    private static final int DAY_LENGTH = "2026-01-31".length();

    private Meaning() {}

    /** An account may hold nothing where it was told no. */
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

    /** A name counts as its place in the list. */
    private static String ofName(JsonNode value, List<String> names) {
        String text = value.asText("").toUpperCase(Locale.ROOT);
        int place = text.length() < 3 ? -1 : names.indexOf(text.substring(0, 3));
        return place < 0 ? text : String.valueOf(place + 1);
    }
}
