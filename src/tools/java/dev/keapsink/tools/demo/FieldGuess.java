package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.FieldType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type of a custom field that takes certain values. Only values that leave no doubt make it another type than a text.
 *
 * @param options the options of a ListBox; empty for another type
 */
record FieldGuess(FieldType type, List<String> options) {
    private static final int MOST_OPTIONS = 500;
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

    static FieldGuess of(List<JsonNode> values) {
        List<JsonNode> known =
                values.stream().filter(value -> !PlainRecord.isBlank(value)).toList();
        if (are(known, JsonNode::isBoolean)) {
            return new FieldGuess(FieldType.YES_NO, List.of());
        }
        if (are(known, value -> WHOLE.matcher(value.asText().strip()).matches())) {
            return new FieldGuess(FieldType.WHOLE_NUMBER, List.of());
        }
        if (are(known, FieldGuess::isDay)) {
            return new FieldGuess(FieldType.DATE, List.of());
        }
        return known.stream().anyMatch(JsonNode::isArray) ? listOf(known) : new FieldGuess(FieldType.TEXT, List.of());
    }

    private static boolean are(List<JsonNode> values, Predicate<JsonNode> kind) {
        return !values.isEmpty() && values.stream().allMatch(kind);
    }

    private static boolean isDay(JsonNode value) {
        try {
            LocalDate.parse(value.asText().strip());
            return value.isTextual();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static FieldGuess listOf(List<JsonNode> lists) {
        List<String> options = lists.stream()
                .flatMap(list -> list.isArray() ? list.valueStream() : Stream.of(list))
                .filter(item -> item.isValueNode() && !PlainRecord.isBlank(item))
                .map(item -> item.asText().strip())
                .distinct()
                .limit(MOST_OPTIONS)
                .toList();
        return new FieldGuess(FieldType.LIST_BOX, options);
    }
}
