package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Behaviour.UnknownType;
import java.util.List;
import java.util.function.Supplier;

/** The contact types of the account, and its treatment of others. */
final class ContactTypes {
    private List<String> types = List.of("Prospect", "Customer", "Lead", "Partner");
    private final Supplier<Behaviour> behaviour;

    ContactTypes(Supplier<Behaviour> behaviour) {
        this.behaviour = behaviour;
    }

    void set(List<String> others) {
        types = List.copyOf(others);
    }

    List<String> all() {
        return types;
    }

    /**
     * Stores, removes or refuses an unknown contact type, as the account behaves.
     *
     * @throws Refusal if it is refused
     */
    void check(ObjectNode contact) {
        JsonNode type = contact.path("contact_type");
        boolean known = type.isMissingNode() || types.contains(type.asText());
        if (known || Clearings.clears(type, behaviour.get()) || behaviour.get().is(UnknownType.STORED)) {
            return;
        }
        if (behaviour.get().is(UnknownType.REFUSED)) {
            throw Refusal.badRequest("Contact type is invalid");
        }
        contact.remove("contact_type");
    }
}
