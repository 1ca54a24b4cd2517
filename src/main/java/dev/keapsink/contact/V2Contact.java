package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.value.Texts;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts a contact from the form of v2 to the form that v1 takes. */
final class V2Contact {

    /** The {@code fields} parameter of a search for all writable fields (v2 reference). */
    static final String ALL_FIELDS = "id,given_name,family_name,middle_name,preferred_name,prefix,suffix,job_title,"
            + "spouse_name,website,birth_date,anniversary_date,time_zone,preferred_locale,company,owner_id,"
            + "leadsource_id,source_type,origin,email_addresses,phone_numbers,fax_numbers,addresses,"
            + "social_accounts,custom_fields";

    private static final Map<String, String> V1_NAMES =
            Map.of("birth_date", "birthday", "anniversary_date", "anniversary", "leadsource_id", "lead_source_id");

    /** The properties that v1 takes in the items of each list. Others exist in v2 only. */
    private static final Map<String, Set<String>> ITEMS = Map.of(
            "email_addresses", Set.of("field", "email"),
            "phone_numbers", Set.of("field", "number", "extension", "type", "number_e164"),
            "fax_numbers", Set.of("field", "number", "type"),
            "addresses",
                    Set.of(
                            "field",
                            "line1",
                            "line2",
                            "locality",
                            "region",
                            "country_code",
                            "postal_code",
                            "zip_code",
                            "zip_four"),
            "social_accounts", Set.of("type", "name"),
            "custom_fields", Set.of("id", "content"));

    private static final Map<String, JsonNode> V1_NETWORKS = ContactFields.values().stream()
            .filter(field -> field.list().equals("social_accounts"))
            .map(field -> ((FieldPath.Item) field.place()).slot())
            .collect(Collectors.toMap(network -> Field.normalised(network.asText()), network -> network));

    private V2Contact() {}

    /** The v1 document. List items that hold no value are left out. */
    static ObjectNode inV1(ObjectNode v2) {
        ObjectNode contact = v2.deepCopy();
        V1_NAMES.forEach((name2, name1) -> {
            if (contact.has(name2)) {
                contact.set(name1, contact.remove(name2));
            }
        });
        ITEMS.forEach((list, properties) -> {
            if (contact.path(list) instanceof ArrayNode items) {
                contact.set(list, spelt(items, properties));
            }
        });
        return contact;
    }

    /** An item with only its slot or id could not be sent back. */
    private static ArrayNode spelt(ArrayNode items, Set<String> properties) {
        ArrayNode spelt = items.arrayNode();
        for (JsonNode item : items) {
            if (item instanceof ObjectNode object && spelt(object, properties).size() > 1) {
                spelt.add(object);
            }
        }
        return spelt;
    }

    private static ObjectNode spelt(ObjectNode item, Set<String> properties) {
        item.retain(properties);
        item.properties().removeIf(property -> Texts.isBlank(property.getValue()));
        if (item.has("id")) {
            item.set("id", LongNode.valueOf(item.path("id").asLong()));
        }
        if (item.has("zip_code")) {
            item.set("postal_code", item.remove("zip_code"));
        }
        if (item.has("name") && item.has("type")) {
            JsonNode type = item.path("type");
            item.set("type", V1_NETWORKS.getOrDefault(Field.normalised(type.asText()), type));
        }
        return item;
    }
}
