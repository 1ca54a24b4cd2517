package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.record.TagText;
import java.util.List;

/**
 * A record's names of custom fields and tags, which are not resolved against the account yet.
 *
 * @param customFields values for custom fields, the most important first
 * @param tags texts that name tags, in the order in which tags are looked up and created
 */
public record Unresolved(List<NamedValue> customFields, List<OfTags> tags) {

    /** A record without such names. */
    public static final Unresolved NONE = new Unresolved(List.of(), List.of());

    public Unresolved {
        customFields = List.copyOf(customFields);
        tags = List.copyOf(tags);
    }

    /**
     * A text that names tags: by their names, or by an id in a text that may also be one name as a whole.
     *
     * @param createMissing whether a tag is created if the account has none of that name
     */
    public record OfTags(TagText text, boolean createMissing) {}

    /**
     * A value for a custom field.
     *
     * @param name the field's label or technical name
     * @param mapped whether the mapping names the field; false for a field of the record that may share a custom
     *     field's name
     */
    public record NamedValue(String name, JsonNode json, WriteOptions options, boolean mapped) {
        /** Hides the value, which is personal. */
        @Override
        public String toString() {
            return "NamedValue[" + name + "]";
        }
    }
}
