package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cleans the field names of a JSON document. */
final class JsonKeys {

    private JsonKeys() {}

    /**
     * Strips the white space around every field name, in place. A header that was copied from a page brings some along.
     */
    static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            boolean isAnyPadded = false;
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                isAnyPadded |= isPadded(field.getKey());
                stripWithin(field.getValue());
            }
            if (isAnyPadded) {
                stripOwn(object);
            }
        } else {
            json.forEach(JsonKeys::stripWithin);
        }
    }

    private static void stripWithin(JsonNode child) {
        if (child instanceof ContainerNode) {
            strip(child);
        }
    }

    /**
     * Of two names that become equal, the later value counts. A blank value never replaces another, nor does any value
     * replace a delete.
     */
    private static void stripOwn(ObjectNode object) {
        Map<String, JsonNode> stripped = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> stripped.merge(
                        Blanks.strip(field.getKey()),
                        field.getValue(),
                        (one, other) -> isBlank(other) || OperationMarks.isDelete(Blanks.strip(field.getKey()), one)
                                ? one
                                : other));
        object.removeAll();
        object.setAll(stripped);
    }

    private static boolean isPadded(String name) {
        return !name.isEmpty() && (Blanks.isBlank(name.charAt(0)) || Blanks.isBlank(name.charAt(name.length() - 1)));
    }

    private static boolean isBlank(JsonNode json) {
        return json.isNull() || (json.isTextual() && Blanks.isBlank(json.asText()));
    }
}
