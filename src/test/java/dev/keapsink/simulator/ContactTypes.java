package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The contact types of the account, and what happens to a contact with another one. */
final class ContactTypes {
    private List<String> types = List.of("Prospect", "Customer", "Lead", "Partner");
    private boolean unknownAreIgnored;

    void set(List<String> others) {
        types = List.copyOf(others);
    }

    void ignoreUnknown() {
        unknownAreIgnored = true;
    }

    List<String> all() {
        return types;
    }

    void check(ObjectNode contact) {
        if (!contact.has("contact_type")
                || types.contains(contact.get("contact_type").asText())) {
            return;
        }
        if (!unknownAreIgnored) {
            throw Refusal.badRequest("Contact type is invalid");
        }
        contact.remove("contact_type");
    }
}
