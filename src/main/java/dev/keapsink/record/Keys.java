package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of the fields in a JSON document. */
final class Keys {

    private Keys() {}

    /** Takes the white space off both ends of every name: a header that was copied from a page brings some along. */
    static void strip(JsonNode json) {
        if (json instanceof ObjectNode object && hasPadded(object)) {
            Map<String, JsonNode> stripped = new LinkedHashMap<>();
            object.properties()
                    .forEach(field -> stripped.merge(
                            Blanks.strip(field.getKey()),
                            field.getValue(),
                            (one, other) ->
                                    isBlank(other) || Marks.isDelete(Blanks.strip(field.getKey()), one) ? one : other));
            object.removeAll();
            object.setAll(stripped);
        }
        for (JsonNode child : json) {
            if (child.isContainerNode()) {
                strip(child);
            }
        }
    }

    private static boolean hasPadded(ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (isPadded(field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPadded(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        return !name.isEmpty() && Blanks.strip(name).length() < name.length();
    }

    private static boolean isBlank(JsonNode json) {
        return json.isNull() || (json.isTextual() && Blanks.isBlank(json.asText()));
    }
}
