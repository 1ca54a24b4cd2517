package dev.keapsink.tools.keap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as the commands read and write it. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns an empty list. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Returns the parsed text; a missing node if it is not JSON. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return missing();
        }
    }

    /** Returns a node that is not there. */
    public static JsonNode missing() {
        return MAPPER.missingNode();
    }

    /** Returns a plain value, list or record as a node. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Returns the node over several lines. */
    public static String pretty(JsonNode node) {
        return node.toPrettyString() + System.lineSeparator();
    }
}
