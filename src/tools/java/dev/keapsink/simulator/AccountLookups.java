package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Answers the operations that describe the account: its pick-lists, its profile and the owner of the credential. */
final class AccountLookups {
    private static final String OWNER = "owner@keap.example";

    private final ContactTypes types;

    AccountLookups(ContactTypes types) {
        this.types = types;
    }

    SimulatedReply optionTypes() {
        return Replies.ok(Json.object().put("value", String.join(",", types.all())));
    }

    SimulatedReply optionTypes2() {
        ObjectNode body = Json.object();
        put(body, "option_types", types.all());
        return Replies.ok(body);
    }

    SimulatedReply configuration() {
        ObjectNode body = Json.object();
        ObjectNode contact = body.putObject("contact");
        lists().forEach((name, values) -> contact.put(name, String.join(",", values)));
        return Replies.ok(body);
    }

    SimulatedReply defaultOptions() {
        ObjectNode body = Json.object();
        lists().forEach((name, values) -> put(body, name, values));
        return Replies.ok(body);
    }

    SimulatedReply profile() {
        ObjectNode body = Json.object().put("name", "Simulated Account").put("email", OWNER);
        body.put("time_zone", "America/Phoenix").put("currency_code", "USD").put("language_tag", "en-US");
        body.putObject("address").put("field", "BILLING").put("country_code", "USA");
        return Replies.ok(body);
    }

    SimulatedReply userInfo() {
        ObjectNode body = person().put("global_user_id", 1).put("infusionsoft_id", OWNER);
        return Replies.ok(body);
    }

    SimulatedReply userInfo2() {
        return Replies.ok(person().put("id", "1").put("keap_id", OWNER).put("tenant_id", "ks100"));
    }

    private static ObjectNode person() {
        ObjectNode person = Json.object().put("email", OWNER).put("sub", "1");
        return person.put("given_name", "Simone").put("family_name", "Lator").put("is_admin", true);
    }

    private Map<String, List<String>> lists() {
        return Map.of(
                "contact_types", types.all(),
                "phone_types", List.of("Work", "Home", "Mobile", "Other"),
                "fax_types", List.of("Work", "Home", "Other"),
                "title_types", List.of("Mr.", "Mrs.", "Ms.", "Dr."),
                "suffix_types", List.of("Jr", "Sr", "II", "III"));
    }

    private static void put(ObjectNode body, String name, List<String> values) {
        values.forEach(body.putArray(name)::add);
    }
}
