package dev.keapsink.tools.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Field;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.Reply;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a type's custom fields say about the key field.
 *
 * @param detail the field's technical name, or what is wrong
 */
record KeyFieldModel(State state, String detail) {

    /** Whether the field can be used. */
    enum State {
        THERE,
        MISSING,
        /** There are several fields of the label, or its field holds no text. */
        UNUSABLE,
        /** Keap does not show the custom fields. */
        REFUSED
    }

    /**
     * Reads the custom fields of a type.
     *
     * @throws AccountException if Keap does not take the key
     */
    static KeyFieldModel read(Keap keap, ObjectType type, String label) {
        Reply reply = keap.get("/v2/%s/model".formatted(type.stream()));
        JsonNode fields = reply.body().path("custom_fields");
        if (!reply.isOk() || !fields.isArray()) {
            return new KeyFieldModel(State.REFUSED, reply.toString());
        }
        List<JsonNode> found = StreamSupport.stream(fields.spliterator(), false)
                .filter(field -> isCalled(field, label))
                .toList();
        return switch (found.size()) {
            case 0 -> new KeyFieldModel(State.MISSING, "");
            case 1 -> one(found.getFirst());
            default -> new KeyFieldModel(State.UNUSABLE, "there are %d fields of this name".formatted(found.size()));
        };
    }

    private static boolean isCalled(JsonNode field, String label) {
        return Stream.of("label", "field_name")
                .map(name -> Field.normalised(field.path(name).asText("")))
                .anyMatch(Field.normalised(label)::equals);
    }

    private static KeyFieldModel one(JsonNode field) {
        String name = field.path("field_name").asText("");
        return field.path("field_type").asText("").equalsIgnoreCase("TEXT")
                ? new KeyFieldModel(State.THERE, name)
                : new KeyFieldModel(State.UNUSABLE, "the field %s holds no text".formatted(name));
    }
}
