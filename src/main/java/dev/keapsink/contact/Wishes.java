package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.Handling;
import dev.keapsink.record.TagName;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a record wants of a contact and only the account can tell whether it is possible.
 *
 * @param customFields values for custom fields, the most important first
 * @param tags tags by their names, in the order in which they are looked up and made
 */
public record Wishes(List<Wish> customFields, Set<TagName> tags) {

    /** None. */
    public static final Wishes NONE = new Wishes(List.of(), Set.of());

    public Wishes {
        customFields = List.copyOf(customFields);
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /**
     * A value for a custom field.
     *
     * @param name the field's label or technical name
     * @param mapped whether the mapping says so; otherwise it is a field of the record that may happen to have a custom
     *     field's name
     */
    record Wish(String name, JsonNode json, Handling handling, boolean mapped) {
        /** Without the value, which is personal. */
        @Override
        public String toString() {
            return "Wish[" + name + "]";
        }
    }
}
