package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;

/** The ways in which a term of a v2 filter compares a field with a value. */
enum FilterKind {
    /** The same text in any case. */
    EXACT {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return actual.asText("").equalsIgnoreCase(value);
        }
    },
    /** The same text, or the beginning of the text if the value ends with a star; in any case. */
    PREFIX {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return like(actual.asText(""), value);
        }
    },
    /** A part of the text, or its beginning if the value ends with a star; in any case. */
    PART {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            String text = actual.asText("");
            return value.endsWith("*") ? like(text, value) : lower(text).contains(lower(value));
        }
    },
    /** One of several values with commas between them, or an item of a list. */
    AMONG {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            if (actual.isArray()) {
                return actual.valueStream().anyMatch(item -> item.asText().equalsIgnoreCase(value));
            }
            return QueryValue.commaList(value).contains(actual.asText());
        }
    },
    /** A number that is equal, less or greater. */
    NUMBER("==|[<>]=?") {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            BigDecimal wanted = number(value);
            return !actual.asText("").isEmpty()
                    && compares(number(actual.asText()).compareTo(wanted), operator);
        }
    },
    /** An id, which may also be different. */
    ID("[=!]=|[<>]=?") {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return NUMBER.matches(actual, operator, value);
        }
    },
    /** A time with an offset that is equal, earlier or later. */
    TIME("==|[<>]=?") {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            Instant wanted = time(value);
            return !actual.asText("").isEmpty()
                    && compares(time(actual.asText()).compareTo(wanted), operator);
        }
    },
    /** This time or a later one, written with {@code ==}. */
    SINCE {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return TIME.matches(actual, ">=", value);
        }
    },
    /** This time or an earlier one, written with {@code ==}. */
    UNTIL {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return TIME.matches(actual, "<=", value);
        }
    },
    /** True or false; an empty field is false. */
    FLAG {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return actual.asBoolean() == flag(value);
        }
    },
    /** Whether the field has a value at all. */
    PRESENT {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            return !actual.asText("").isEmpty() == flag(value);
        }
    },
    /** True or false; the list itself observes it, and every object matches. */
    OPTION {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            boolean unused = flag(value);
            return true;
        }
    },
    /** 1 or 0 for a custom field that holds yes or no. */
    YES_NO {
        @Override
        boolean matches(JsonNode actual, String operator, String value) {
            if (!value.equals("0") && !value.equals("1")) {
                throw Refusal.badRequest("Invalid filter value: " + value);
            }
            boolean yes = Set.of("1", "true", "yes").contains(lower(actual.asText("")));
            return yes == value.equals("1");
        }
    };

    private final String operators;

    FilterKind() {
        this("==");
    }

    /** A kind whose operators match a regular expression. */
    FilterKind(String operators) {
        this.operators = operators;
    }

    /** Whether a term of this kind may have this operator. */
    boolean takes(String operator) {
        return operator.matches(operators);
    }

    /** Whether an index of texts finds the objects that this value matches. */
    boolean isIndexed(String value) {
        return this == EXACT || (this == PREFIX && !value.endsWith("*"));
    }

    /**
     * Whether a field matches.
     *
     * @throws Refusal if the value is of another type
     */
    abstract boolean matches(JsonNode actual, String operator, String value);

    private static boolean compares(int order, String operator) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            case ">=" -> order >= 0;
            default -> order <= 0;
        };
    }

    private static boolean like(String text, String pattern) {
        return pattern.endsWith("*")
                ? lower(text).startsWith(lower(pattern.substring(0, pattern.length() - 1)))
                : text.equalsIgnoreCase(pattern);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean flag(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw Refusal.badRequest("Invalid filter value: " + value);
        }
        return value.equals("true");
    }

    private static BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException notOne) {
            throw Refusal.badRequest("Invalid filter value: " + value);
        }
    }

    private static Instant time(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException notOne) {
            throw Refusal.badRequest("Invalid filter value: " + value);
        }
    }
}
