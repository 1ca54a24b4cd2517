package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keapsink.text.Blanks;
import java.util.Set;
import java.util.function.IntPredicate;

/** The answer in a value that should mean yes or no. */
enum YesOrNo {
    YES,
    /** Also the ways in which programs and people write an empty value. */
    NO,
    OTHER;

    private static final Set<String> YESES = Set.of("true", "t", "yes", "y", "on", "1", "1.0");

    /** Words for no, and the empty moments in CSV and JSON files. */
    private static final Set<String> NOES = Set.of(
            "null",
            "nat",
            "nan",
            "none",
            "nil",
            "undefined",
            "false",
            "f",
            "no",
            "n",
            "off",
            "n/a",
            "na",
            "never",
            "infinity",
            "not deleted");

    /** The start of an empty moment in some programs; others write zeros. */
    private static final String FIRST_DAY = "0001-01-01";

    /** The start of a moment that never comes. */
    private static final String LAST_DAY = "9999-12-31";

    /** Ticks, and the variation selectors that choose how they are drawn. */
    private static final String TICKS = "✓✔☑✅√🗸🗹*!+\uFE0E\uFE0F";

    /** Beside dashes: an empty box, the missing value of statisticians, and marks that enclose nothing. */
    private static final String EMPTY = "☐._/\\\"'()[]{}−";

    /** The field with which Go's types tell whether the value beside it is valid. */
    private static final String VALID = "Valid";

    static YesOrNo of(JsonNode json) {
        if (json.isContainerNode()) {
            return json.isEmpty() ? NO : OTHER;
        }
        String plain = OperationWords.plain(json.asText());
        if (plain.isEmpty()) {
            return json.isNull() ? NO : ofSymbols(json.asText());
        }
        return YESES.contains(plain) ? YES : isNo(plain) ? NO : OTHER;
    }

    private static boolean isNo(String plain) {
        return NOES.contains(plain)
                || plain.startsWith(FIRST_DAY)
                || plain.startsWith(LAST_DAY)
                || plain.chars().allMatch(c -> c == '0' || !Character.isLetterOrDigit(c));
    }

    private static YesOrNo ofSymbols(String text) {
        if (has(text, c -> EMPTY.indexOf(c) >= 0 || Character.getType(c) == Character.DASH_PUNCTUATION)) {
            return NO;
        }
        return has(text, c -> TICKS.indexOf(c) >= 0) ? YES : OTHER;
    }

    /** Whether a text holds only such characters and white space. */
    private static boolean has(String text, IntPredicate kind) {
        return text.codePoints().allMatch(c -> kind.test(c) || isBlank(c));
    }

    private static boolean isBlank(int c) {
        return Character.isBmpCodePoint(c) && Blanks.isBlank((char) c);
    }

    /**
     * The only scalar in a list or an object, or else the value itself: Avro and others put the type beside a value.
     */
    static JsonNode scalar(JsonNode json) {
        JsonNode value = json;
        while (value.isContainerNode()) {
            if (value.size() == 2 && value.path(VALID).isBoolean()) {
                value = value.path(VALID).asBoolean() ? other(value) : NullNode.getInstance();
            } else if (value.size() == 1) {
                value = value.iterator().next();
            } else {
                return value;
            }
        }
        return value;
    }

    private static JsonNode other(JsonNode validated) {
        return validated.properties().stream()
                .filter(field -> !field.getKey().equals(VALID))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
