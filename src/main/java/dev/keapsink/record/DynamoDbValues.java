package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns DynamoDB's typed values, {@code {"S": "Ada"}}, into plain JSON. An untyped value stays as it is. */
final class DynamoDbValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Bounds the exponent: the digits of a larger one could fill the memory. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,200}(\\.\\d{1,200})?([eE][+-]?\\d{1,3})?");

    private DynamoDbValues() {}

    static ObjectNode of(ObjectNode item) {
        ObjectNode plain = NODES.objectNode();
        item.properties().forEach(field -> plain.set(field.getKey(), plain(field.getValue())));
        return plain;
    }

    private static JsonNode plain(JsonNode typed) {
        if (typed.size() != 1 || !typed.isObject()) {
            return typed;
        }
        Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S", "B", "BOOL", "SS", "BS" -> value;
            case "N" -> number(value);
            case "NULL" -> NODES.nullNode();
            case "M" -> value instanceof ObjectNode map ? of(map) : typed;
            case "L" -> value instanceof ArrayNode list ? list(list) : typed;
            case "NS" -> value instanceof ArrayNode list ? numbers(list) : typed;
            default -> typed;
        };
    }

    private static ArrayNode list(ArrayNode typed) {
        ArrayNode plain = NODES.arrayNode();
        typed.forEach(item -> plain.add(plain(item)));
        return plain;
    }

    private static ArrayNode numbers(ArrayNode texts) {
        ArrayNode numbers = NODES.arrayNode();
        texts.forEach(text -> numbers.add(number(text)));
        return numbers;
    }

    /** A number with all of its digits, which DynamoDB sends as a text. */
    private static JsonNode number(JsonNode text) {
        if (!text.isTextual() || !NUMBER.matcher(text.asText()).matches()) {
            return text;
        }
        BigDecimal number = new BigDecimal(text.asText());
        if (number.scale() > 0) {
            return NODES.numberNode(number);
        }
        BigInteger whole = number.toBigInteger();
        return whole.bitLength() < Long.SIZE ? NODES.numberNode(whole.longValue()) : NODES.numberNode(whole);
    }
}
