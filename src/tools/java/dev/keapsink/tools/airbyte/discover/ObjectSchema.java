package dev.keapsink.tools.airbyte.discover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.app.Vocabulary;
import dev.keapsink.field.CustomField;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.record.ObjectType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The JSON Schema (draft-07) of the records of one type of object. A property is called by the name that a record needs
 * no mapping for. None is required, and others are allowed.
 */
final class ObjectSchema {

    private ObjectSchema() {}

    /**
     * The schema of a type.
     *
     * @param custom the account's custom fields of the type that records may fill
     */
    static ObjectNode of(ObjectType type, List<CustomField> custom) {
        FieldNames names = Vocabulary.names(type);
        ObjectNode schema = of(names).put("$schema", "http://json-schema.org/draft-07/schema#");
        ObjectNode properties = schema.withObject("properties");
        if (type == ObjectType.CONTACTS) {
            properties.set("tags", JsonTypes.text());
            properties.set("contact_type", JsonTypes.text());
        } else {
            properties.set("key", JsonTypes.text());
        }
        Set<String> taken = new HashSet<>();
        properties.fieldNames().forEachRemaining(name -> taken.add(Field.normalised(name)));
        custom.forEach(field -> add(field, names, taken, properties));
        return schema;
    }

    /** The schema of Keap's own fields alone. */
    static ObjectNode of(FieldNames names) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Field field : names.table().values()) {
            properties.set(name(field, names), JsonTypes.of(field.kind()));
        }
        return schema.put("additionalProperties", true);
    }

    /** The best name of a field. */
    private static String name(Field field, FieldNames names) {
        return names.lines().stream()
                .filter(line -> line.field().equals(field.label()))
                .map(FieldNames.Line::name)
                .findFirst()
                .orElseGet(field::label);
    }

    /** Adds a custom field by its label, unless the label means another field; then by its technical name. */
    private static void add(CustomField field, FieldNames names, Set<String> taken, ObjectNode properties) {
        for (String name : List.of(field.label(), field.name())) {
            String normalised = Field.normalised(name);
            if (!normalised.isEmpty() && names.fields(Set.of(normalised)).isEmpty() && taken.add(normalised)) {
                properties.set(name, JsonTypes.of(field.type()));
                return;
            }
        }
    }
}
