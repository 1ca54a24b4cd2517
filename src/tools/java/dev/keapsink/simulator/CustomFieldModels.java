package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Answers v2's operations that describe the custom fields of one kind of object and add one. */
final class CustomFieldModels {
    private final ObjectModel model;
    private final CustomFields fields;

    CustomFieldModels(ObjectModel model, ObjectData data) {
        this.model = model;
        fields = data.customFields(model);
    }

    SimulatedReply describe(Exchange exchange) {
        ObjectNode body = Json.object();
        body.putArray("custom_fields")
                .addAll(fields.all().stream().map(this::view).toList());
        model.hidden.stream().sorted().forEach(body.putArray("optional_properties")::add);
        return Replies.ok(body);
    }

    /** Keap wraps the reply for tasks, and only for tasks. */
    SimulatedReply create(Exchange exchange) {
        ObjectNode body = exchange.body();
        FieldType type = FieldType.valueOf(body.path("field_type").asText());
        List<CustomField.Option> options = new ArrayList<>();
        for (JsonNode option : body.path("options")) {
            String label = option.path("label").asText();
            options.add(new CustomField.Option(String.valueOf(options.size() + 1), label, List.of()));
        }
        return exchange.commit().carryOut(() -> {
            CustomField field =
                    fields.create(body.path("label").asText(), type, options.toArray(CustomField.Option[]::new));
            ObjectNode view = view(field);
            return Replies.json(
                    201, model.resource == Resource.TASKS ? Json.object().set("custom_field", view) : view);
        });
    }

    private ObjectNode view(CustomField field) {
        return field.view2(model.recordType().orElseThrow());
    }
}
