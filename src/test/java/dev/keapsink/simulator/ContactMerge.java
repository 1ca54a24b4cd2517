package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the values provided over those that are there: a list item replaces the one with the same key, if any. */
final class ContactMerge {
    private static final Map<String, String> KEYS = Map.of(
            "email_addresses", "field",
            "phone_numbers", "field",
            "fax_numbers", "field",
            "addresses", "field",
            "social_accounts", "type",
            "custom_fields", "id");

    private ContactMerge() {}

    static ObjectNode into(ObjectNode old, ObjectNode provided) {
        ObjectNode merged = old.deepCopy();
        provided.properties().forEach(entry -> merge(merged, entry.getKey(), entry.getValue()));
        merged.remove("duplicate_option");
        return merged;
    }

    private static void merge(ObjectNode merged, String name, JsonNode value) {
        String key = KEYS.get(name);
        if (key == null) {
            merged.set(name, value.deepCopy());
            return;
        }
        Map<String, JsonNode> items = new LinkedHashMap<>();
        merged.path(name).forEach(item -> items.put(item.path(key).asText(), item));
        value.forEach(item -> items.put(item.path(key).asText(), item.deepCopy()));
        ArrayNode list = merged.putArray(name);
        items.values().forEach(list::add);
    }
}
