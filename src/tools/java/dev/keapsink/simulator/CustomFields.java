package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The custom fields of one kind of object. It describes them and checks those of an object that is written. */
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

    /** The field that v2's filters know by this name, in any case. */
    Optional<CustomField> named(String name) {
        return fields.values().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Adds a field with the next id, and with a name that no other field has. */
    CustomField create(String label, FieldType type, CustomField.Option... options) {
        CustomField wanted = CustomField.of(fields.isEmpty() ? 1 : fields.lastKey() + 1, label, type);
        String name = wanted.name();
        for (int i = 0; named(name).isPresent(); i++) {
            name = wanted.name() + i;
        }
        CustomField field = new CustomField(wanted.id(), label, name, type, List.of(options));
        add(field);
        return field;
    }

    Collection<CustomField> all() {
        return fields.values();
    }

    /** Describes the fields of contacts, as v1 does. */
    SimulatedReply model() {
        ObjectNode body = Json.object();
        ArrayNode custom = body.putArray("custom_fields");
        fields.values().forEach(field -> custom.add(field.view()));
        ArrayNode optional = body.putArray("optional_properties");
        ContactViewV1.OPTIONAL.stream().sorted().forEach(optional::add);
        return Replies.ok(body);
    }

    /**
     * Checks the custom fields of a contact or another object.
     *
     * @throws Refusal if one does not exist or has an invalid value
     */
    void check(ObjectNode object) {
        for (JsonNode item : object.path("custom_fields")) {
            long id = item.path("id").asLong();
            CustomField field = fields.get(id);
            if (field == null) {
                throw Refusal.badRequest("Custom field " + id + " does not exist");
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
