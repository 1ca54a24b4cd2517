package dev.keapsink.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.record.InvalidValue;

/** Reads lists of objects, such as the items of an order. */
public final class ObjectLists {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ObjectLists() {}

    /**
     * Reads a list of objects. A single object is a list of one. Either may stand in a text, as in a column of a table.
     *
     * @throws InvalidValue if it is anything else
     */
    public static ArrayNode of(String field, JsonNode json) {
        JsonNode value = json.isTextual() ? parsed(field, json.textValue()) : json;
        if (value.isObject()) {
            return JsonNodeFactory.instance.arrayNode().add(value);
        }
        if (!(value instanceof ArrayNode list) || !list.valueStream().allMatch(JsonNode::isObject)) {
            throw noList(field);
        }
        return list;
    }

    private static JsonNode parsed(String field, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw noList(field);
        }
    }

    private static InvalidValue noList(String field) {
        return new InvalidValue(field, "is not a list of objects such as [{\"sku\": \"MUG\", \"quantity\": 2}]");
    }
}
