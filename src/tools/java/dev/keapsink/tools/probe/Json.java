package dev.keapsink.tools.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as the probe reads and writes it. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Returns the parsed text; a missing node if it is not JSON. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return missing();
        }
    }

    static JsonNode missing() {
        return MAPPER.missingNode();
    }

    /** Returns a plain value, list or record as a node. */
    static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    static String pretty(JsonNode node) {
        return node.toPrettyString() + System.lineSeparator();
    }
}
