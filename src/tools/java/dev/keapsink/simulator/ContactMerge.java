package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Merges the fields of a write into those of a contact. A list item replaces the stored item with the same key; the
 * account's {@link Behaviour.Lists} decides about the other items. An emptied field is removed, and so is a list item
 * of which only the key is left.
 */
final class ContactMerge {
    /** The lists of a contact, each with the property that identifies its items. */
    private static final Map<String, String> KEYS = Map.of(
            "email_addresses", "field",
            "phone_numbers", "field",
            "fax_numbers", "field",
            "addresses", "field",
            "social_accounts", "type",
            "custom_fields", "id");

    private final Supplier<Behaviour> behaviour;

    ContactMerge(Supplier<Behaviour> behaviour) {
        this.behaviour = behaviour;
    }

    /** The merged fields; neither argument changes. */
    ObjectNode into(ObjectNode old, ObjectNode provided) {
        ObjectNode merged = old.deepCopy();
        provided.properties().forEach(entry -> merge(merged, entry.getKey(), entry.getValue()));
        merged.remove("duplicate_option");
        return merged;
    }

    private void merge(ObjectNode merged, String name, JsonNode value) {
        String key = KEYS.get(name);
        if (key != null) {
            mergeList(merged, name, key, value);
        } else if (Clearings.clears(value, behaviour.get())) {
            merged.remove(name);
        } else {
            merged.set(name, Clearings.without(value, behaviour.get()));
        }
    }

    private void mergeList(ObjectNode merged, String name, String key, JsonNode provided) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        if (behaviour.get().is(Behaviour.Lists.MERGE)) {
            merged.path(name).forEach(item -> items.put(item.path(key).asText(), item));
        }
        for (JsonNode item : provided) {
            JsonNode kept = Clearings.without(item, behaviour.get());
            items.put(item.path(key).asText(), kept);
        }
        items.values().removeIf(item -> item.size() == 1 && item.has(key));
        ArrayNode list = merged.putArray(name);
        items.values().forEach(list::add);
    }
}
