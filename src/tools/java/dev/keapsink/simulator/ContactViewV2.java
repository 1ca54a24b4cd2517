package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows a contact as v2 does: other names, ids as texts, and only the requested fields. */
final class ContactViewV2 {
    /** The names that the parameter "fields" may hold. */
    static final Set<String> FIELDS = Set.of(
            ("id given_name family_name middle_name preferred_name prefix suffix job_title spouse_name website time_zone"
                            + " preferred_locale contact_type source_type owner_id leadsource_id birth_date"
                            + " anniversary_date company origin addresses email_addresses phone_numbers fax_numbers"
                            + " social_accounts custom_fields tag_ids create_time update_time score_value links notes"
                            + " referral_code utm_parameters groups")
                    .split(" ", -1));

    /** The fields of a reply to a request without the parameter "fields". */
    private static final Set<String> DEFAULT_FIELDS =
            Set.of("id", "given_name", "family_name", "email_addresses", "phone_numbers", "create_time", "update_time");

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "birthday", "birth_date",
            "anniversary", "anniversary_date",
            "lead_source_id", "leadsource_id");

    private ContactViewV2() {}

    static ObjectNode of(StoredContact contact, Exchange exchange) {
        ObjectNode view = Json.object();
        contact.fields().properties().forEach(entry -> {
            String name = entry.getKey();
            view.set(OTHER_NAMES.getOrDefault(name, name), entry.getValue().deepCopy());
        });
        view.put("id", String.valueOf(contact.id()));
        view.put("create_time", Json.time(contact.created()));
        view.put("update_time", Json.time(contact.updated()));
        ArrayNode tags = view.putArray("tag_ids");
        contact.tagIds().forEach(id -> tags.add(String.valueOf(id)));
        spellIds(view);
        spellLists(view, contact.fields().has("opt_in_reason"));
        Collection<String> fields = exchange.query("fields")
                .<Collection<String>>map(QueryValue::commaList)
                .orElse(DEFAULT_FIELDS);
        return view.retain(fields);
    }

    private static void spellIds(ObjectNode view) {
        for (String name : Set.of("owner_id", "leadsource_id")) {
            if (view.has(name)) {
                view.put(name, view.get(name).asText());
            }
        }
        if (view.path("company") instanceof ObjectNode company) {
            company.put("id", company.path("id").asText());
        }
        if (view.has("birth_date")) {
            view.put("birth_date", view.get("birth_date").asText().substring(0, "2026-01-31".length()));
        }
    }

    private static void spellLists(ObjectNode view, boolean optedIn) {
        view.path("custom_fields")
                .forEach(item -> set(item, "id", item.path("id").asText()));
        view.path("social_accounts").forEach(item -> set(item, "type", socialType(item)));
        for (JsonNode item : view.path("email_addresses")) {
            ((ObjectNode) item).put("is_opt_in", optedIn);
            set(item, "email_opt_status", optedIn ? "SINGLE_OPT_IN" : "UNENGAGED_NON_MARKETABLE");
        }
    }

    private static String socialType(JsonNode item) {
        String type = item.path("type").asText();
        return type.equals("LinkedIn") ? "LINKED_IN" : type.toUpperCase(Locale.ROOT);
    }

    private static void set(JsonNode item, String name, String value) {
        ((ObjectNode) item).put(name, value);
    }
}
