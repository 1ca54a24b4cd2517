package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Columns;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldPath;
import dev.keapsink.value.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds fields inside of objects, as Keap's own documents have them: {@code {"shipping_address": {"line1": …}}}.
 * Threadsafe.
 */
final class NestedParts {

    private final FieldNames names;

    NestedParts(FieldNames names) {
        this.names = names;
    }

    /** Replaces each object that holds parts by these parts, under the names of their fields. A flat value goes first. */
    void flatten(Columns columns) {
        Map<String, JsonNode> inside = new HashMap<>();
        Set<String> read = new HashSet<>();
        for (Field field : names.table().values()) {
            if (field.place() instanceof FieldPath.Part(String object, String part)
                    && columns.byName().get(Field.normalised(object)) instanceof ObjectNode nested) {
                read.add(Field.normalised(object));
                nested.properties().stream()
                        .filter(property -> isOf(field, object, part, property.getKey()))
                        .filter(property -> isFlat(property.getValue()))
                        .findFirst()
                        .ifPresent(
                                property -> inside.putIfAbsent(Field.normalised(field.label()), property.getValue()));
            }
        }
        inside.keySet().removeIf(name -> isFlat(columns.byName().getOrDefault(name, MissingNode.getInstance())));
        columns.flatten(read, inside);
    }

    private static boolean isFlat(JsonNode value) {
        return value.isValueNode() && !Texts.isBlank(value);
    }

    /** Whether a property of an object is a part: by Keap's word, or by a name that the field has outside of it. */
    private boolean isOf(Field field, String object, String part, String property) {
        String name = Field.normalised(property);
        List<String> outside = names.of(field.label());
        return name.equals(Field.normalised(part))
                || outside.contains(name)
                || outside.contains(Field.normalised(object.split("_", 2)[0]) + name);
    }
}
