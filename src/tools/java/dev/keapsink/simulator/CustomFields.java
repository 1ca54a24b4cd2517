package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The custom fields of the account. It describes them and checks those of a contact that is written. */
final class CustomFields {
    private final TreeMap<Long, CustomField> fields = new TreeMap<>();
    private final Supplier<Behaviour> behaviour;

    CustomFields(Supplier<Behaviour> behaviour) {
        this.behaviour = behaviour;
    }

    void add(CustomField field) {
        fields.put(field.id(), field);
    }

    void remove(long id) {
        fields.remove(id);
    }

    /** Describes the fields. */
    SimulatedReply model() {
        ObjectNode body = Json.object();
        ArrayNode custom = body.putArray("custom_fields");
        fields.values().forEach(field -> custom.add(field.view()));
        ArrayNode optional = body.putArray("optional_properties");
        ContactViewV1.OPTIONAL.stream().sorted().forEach(optional::add);
        return Replies.ok(body);
    }

    /**
     * Checks the custom fields of a contact.
     *
     * @throws Refusal if one does not exist or has an invalid value
     */
    void check(ObjectNode contact) {
        for (JsonNode item : contact.path("custom_fields")) {
            CustomField field = fields.get(item.path("id").longValue());
            if (field == null) {
                throw Refusal.badRequest("Custom field " + item.path("id").longValue() + " does not exist");
            }
            check(field, item.path("content"));
        }
    }

    private void check(CustomField field, JsonNode content) {
        if (Clearings.clears(content, behaviour.get())) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        FieldContent.of(field, behaviour.get()).check("content", content, problems);
        if (content.isArray() && content.isEmpty()) {
            problems.add(Problem.ofType("content", "must not be an empty list"));
        }
        if (!problems.isEmpty()) {
            throw Refusal.badRequest("Custom field %d is invalid: %s".formatted(field.id(), problems.getFirst()));
        }
    }
}
