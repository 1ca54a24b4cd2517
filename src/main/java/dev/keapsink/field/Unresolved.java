package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.record.TagText;
import java.util.List;

/**
 * What a record wants of a contact and only the account can tell whether it is possible.
 *
 * @param customFields values for custom fields, the most important first
 * @param tags texts that name tags, in the order in which they are looked up and made
 */
public record Unresolved(List<NamedValue> customFields, List<OfTags> tags) {

    /** None. */
    public static final Unresolved NONE = new Unresolved(List.of(), List.of());

    public Unresolved {
        customFields = List.copyOf(customFields);
        tags = List.copyOf(tags);
    }

    /**
     * Tags by their names, or an id within a text that may be one name as a whole.
     *
     * @param createMissing whether tags are made if the account has none of a name
     */
    public record OfTags(TagText text, boolean createMissing) {}

    /**
     * A value for a custom field.
     *
     * @param name the field's label or technical name
     * @param mapped whether the mapping says so; otherwise it is a field of the record that may happen to have a custom
     *     field's name
     */
    public record NamedValue(String name, JsonNode json, WriteOptions options, boolean mapped) {
        /** Without the value, which is personal. */
        @Override
        public String toString() {
            return "Wish[" + name + "]";
        }
    }
}
