package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Shows a contact as v1 does. */
final class ContactViewV1 {
    /** The fields that a look-up shows only if optional_properties names them. */
    private static final Set<String> ON_REQUEST = Set.of(
            "contact_type",
            "custom_fields",
            "fax_numbers",
            "job_title",
            "lead_source_id",
            "notes",
            "opt_in_reason",
            "origin",
            "preferred_locale",
            "preferred_name",
            "prefix",
            "social_accounts",
            "source_type",
            "spouse_name",
            "suffix",
            "tag_ids",
            "time_zone",
            "website");

    private static final Set<String> ALWAYS = Set.of(
            "addresses",
            "anniversary",
            "birthday",
            "company",
            "email_addresses",
            "family_name",
            "given_name",
            "id",
            "middle_name",
            "owner_id",
            "phone_numbers");

    /** The names that optional_properties may hold. Naming a field that is always shown is no error. */
    static final Set<String> OPTIONAL = union(ON_REQUEST, ALWAYS);

    private ContactViewV1() {}

    /** All fields, as the reply to a write shows them. */
    static ObjectNode full(StoredContact contact) {
        ObjectNode view = Json.object().put("id", contact.id());
        view.setAll(contact.fields());
        ArrayNode tags = view.putArray("tag_ids");
        contact.tagIds().forEach(tags::add);
        view.put("date_created", Json.time(contact.created()));
        view.put("last_updated", Json.time(contact.updated()));
        view.put("email_opted_in", contact.fields().has("opt_in_reason"));
        view.put("email_status", contact.fields().has("opt_in_reason") ? "SingleOptIn" : "UnengagedNonMarketable");
        view.put("ScoreValue", "0");
        return view;
    }

    /** The fields that a look-up shows. */
    static ObjectNode brief(StoredContact contact, Exchange exchange) {
        Set<String> hidden = new HashSet<>(ON_REQUEST);
        exchange.query("optional_properties").map(QueryValue::commaList).ifPresent(hidden::removeAll);
        return full(contact).remove(hidden);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
