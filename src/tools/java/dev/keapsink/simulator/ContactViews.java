package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** How v1 shows a contact. */
final class ContactViews {
    /** What a look-up leaves out unless optional_properties asks for it. */
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

    /** What optional_properties may name: asking for what comes anyway is no error. */
    static final Set<String> OPTIONAL = union(ON_REQUEST, ALWAYS);

    private ContactViews() {}

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
