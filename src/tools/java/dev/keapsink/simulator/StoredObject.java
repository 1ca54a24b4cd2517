package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;

/**
 * An object of the account that is no contact.
 *
 * @param fields with the names of v2's requests; its parents are fields such as contact_id
 */
public record StoredObject(Resource resource, long id, ObjectNode fields, Instant created, Instant updated) {
    static final String ID = "id";
    static final String CREATED = "@created";
    static final String UPDATED = "@updated";

    private static final String CUSTOM_FIELD = "#";

    /** A field as a text, such as title or contact_id; "" if it is empty. */
    public String text(String field) {
        return fields.path(field).asText("");
    }

    /** The content of a custom field; missing if it is empty. */
    public JsonNode customField(long field) {
        for (JsonNode item : fields.path("custom_fields")) {
            if (item.path("id").asLong() == field) {
                return item.path("content");
            }
        }
        return MissingNode.getInstance();
    }

    /** The name under which {@link #value} knows a custom field. */
    static String customFieldName(long field) {
        return CUSTOM_FIELD + field;
    }

    /** A field, a custom field, the id or one of the times. */
    JsonNode value(String name) {
        return switch (name) {
            case ID -> TextNode.valueOf(String.valueOf(id));
            case CREATED -> TextNode.valueOf(Json.time(created));
            case UPDATED -> TextNode.valueOf(Json.time(updated));
            default ->
                name.startsWith(CUSTOM_FIELD)
                        ? customField(Long.parseLong(name.substring(CUSTOM_FIELD.length())))
                        : fields.path(name);
        };
    }

    StoredObject with(ObjectNode others, Instant now) {
        return new StoredObject(resource, id, others, created, now);
    }

    StoredObject copy() {
        return with(fields.deepCopy(), updated);
    }
}
