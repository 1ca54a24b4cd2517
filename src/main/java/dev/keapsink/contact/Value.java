package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keapsink.mapping.Handling.Write;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a record wants a field to be.
 *
 * @param content in Keap's terms; a list as an array, and null for a value that is to be emptied, whatever the account's
 *     encoding of the two
 * @param origin what the record has
 * @param cut whether the content is only the beginning of it
 */
public record Value(JsonNode content, Write write, JsonNode origin, boolean cut) {

    /** An order to empty the field. */
    static Value clearing(Write write, JsonNode origin) {
        return new Value(NullNode.getInstance(), write, origin, false);
    }

    boolean isClearing() {
        return content.isNull();
    }

    String text() {
        return isClearing() ? "" : content.asText();
    }

    /** This value followed by a later one of the same field, as one. */
    Value followedBy(Value later) {
        return switch (later.write) {
            case OVERWRITE -> later;
            case FILL -> isClearing() ? later : this;
            case MERGE -> new Value(united(content, later.content), later.write, later.origin, later.cut);
        };
    }

    /** The options of both, if they are lists; else the later one. */
    static JsonNode united(JsonNode earlier, JsonNode later) {
        if (!earlier.isArray() || !(later instanceof ArrayNode options)) {
            return later;
        }
        Map<String, JsonNode> all = new LinkedHashMap<>();
        earlier.forEach(option -> all.put(option.asText(), option));
        later.forEach(option -> all.put(option.asText(), option));
        return options.arrayNode().addAll(all.values());
    }

    /** Says nothing: it is personal. */
    @Override
    public String toString() {
        return "Value";
    }
}
