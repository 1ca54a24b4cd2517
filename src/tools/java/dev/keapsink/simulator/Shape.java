package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.Behaviour.Clearing;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalQuery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The form of a JSON value. Keap declares nothing nullable; the account's behaviour decides which value empties a
 * field.
 */
sealed interface Shape {
    Shape TEXT = new Scalar("a text", JsonNode::isTextual);
    Shape WHOLE = new Scalar("a whole number", node -> node.isIntegralNumber() && node.canConvertToLong());
    Shape NUMBER = new Scalar("a number", JsonNode::isNumber);
    Shape FLAG = new Scalar("true or false", JsonNode::isBoolean);
    Shape ID = new Scalar(
            "an id as a text", node -> node.isTextual() && node.textValue().matches("\\d{1,18}"));
    Shape ANYTHING = new Scalar("any value", node -> true);
    Shape DAY = new Scalar(
            "a day as in 2026-01-31", node -> reads(node, DateTimeFormatter.ISO_LOCAL_DATE, LocalDate::from));
    Shape TIME = new Scalar(
            "a time with an offset as in 2026-01-31T10:00:00.000Z",
            node -> reads(node, DateTimeFormatter.ISO_OFFSET_DATE_TIME, OffsetDateTime::from));

    /** Adds the problems of a value at this place of the body. */
    void check(String where, JsonNode value, List<Problem> problems);

    static Shape oneOf(String... values) {
        Set<String> allowed = Set.of(values);
        return new Scalar(
                "one of " + String.join(", ", values), node -> node.isTextual() && allowed.contains(node.textValue()));
    }

    static Shape textOfAtMost(int characters) {
        return new Scalar(
                "a text of at most " + characters + " characters",
                node -> node.isTextual() && node.textValue().length() <= characters);
    }

    static Shape between(long least, long most) {
        return new Scalar(
                "a whole number from " + least + " to " + most,
                node -> node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.longValue() >= least
                        && node.longValue() <= most);
    }

    static Shape listOf(Shape item) {
        return new ListOf(item, Integer.MAX_VALUE);
    }

    static Shape listOf(Shape item, int most) {
        return new ListOf(item, most);
    }

    static ObjectOf object() {
        return new ObjectOf(Map.of(), Set.of());
    }

    static Shape forbidden(String refusal) {
        return new Forbidden(refusal);
    }

    private static boolean reads(JsonNode node, DateTimeFormatter format, TemporalQuery<?> query) {
        try {
            return node.isTextual() && format.parse(node.textValue(), query) != null;
        } catch (DateTimeParseException otherwise) {
            return false;
        }
    }

    record Scalar(String expected, Predicate<JsonNode> accepts) implements Shape {
        @Override
        public void check(String where, JsonNode value, List<Problem> problems) {
            if (!accepts.test(value)) {
                problems.add(Problem.ofType(where, "must be " + expected));
            }
        }
    }

    record ListOf(Shape item, int most) implements Shape {
        @Override
        public void check(String where, JsonNode value, List<Problem> problems) {
            if (!value.isArray()) {
                problems.add(Problem.ofType(where, "must be a list"));
                return;
            }
            if (value.size() > most) {
                problems.add(Problem.refused(where, "has more than " + most + " items", "Too many items: " + where));
            }
            for (int i = 0; i < value.size(); i++) {
                item.check(where + "[" + i + "]", value.get(i), problems);
            }
        }
    }

    /** A property that exists but must not be written. */
    record Forbidden(String refusal) implements Shape {
        @Override
        public void check(String where, JsonNode value, List<Problem> problems) {
            problems.add(Problem.refused(where, "must not be sent", refusal));
        }
    }

    record ObjectOf(Map<String, Shape> properties, Set<String> required) implements Shape {
        ObjectOf optional(Shape shape, String... names) {
            Map<String, Shape> all = new HashMap<>(properties);
            for (String name : names) {
                all.put(name, shape);
            }
            return new ObjectOf(Map.copyOf(all), required);
        }

        ObjectOf required(Shape shape, String name) {
            Set<String> all = new HashSet<>(required);
            all.add(name);
            return new ObjectOf(optional(shape, name).properties, Set.copyOf(all));
        }

        @Override
        public void check(String where, JsonNode value, List<Problem> problems) {
            if (!value.isObject()) {
                problems.add(Problem.ofType(where, "must be an object"));
                return;
            }
            value.properties().forEach(entry -> check(where, entry.getKey(), entry.getValue(), problems));
            for (String name : required) {
                if (!value.has(name)) {
                    problems.add(Problem.refused(where, "lacks " + name, "Missing property: " + name));
                }
            }
        }

        private void check(String where, String name, JsonNode value, List<Problem> problems) {
            String there = where.isEmpty() ? name : where + "." + name;
            Shape shape = properties.get(name);
            if (shape == null) {
                problems.add(Problem.refused(there, "does not exist", "Unrecognized property: " + name));
                return;
            }
            Optional<Clearing> clearing = clearing(shape, name, value);
            clearing.ifPresentOrElse(
                    how -> problems.add(Problem.unlessItClears(there, how)), () -> shape.check(there, value, problems));
        }

        /** How a value empties an optional field with a single value. A text field takes an empty text as a value. */
        private Optional<Clearing> clearing(Shape shape, String name, JsonNode value) {
            return shape instanceof Scalar scalar && !required.contains(name)
                    ? Clearings.of(value).filter(how -> !scalar.accepts.test(value))
                    : Optional.empty();
        }
    }
}
