package dev.keapsink.tools.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.FieldName;
import dev.keapsink.tools.queue.Reject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Finds the attributes that a message had in the source queue, beside its body. */
final class Beside {
    private static final String ATTRIBUTES = "attributes";

    /** The attributes, normalised, that name the operation of a record. */
    private static final Set<String> OPERATION = Set.of("op", "operation");

    private Beside() {}

    /** Returns the attributes and group as one document; a text if a reject's document cannot be read. */
    static Optional<JsonNode> of(Reject reject) {
        if (reject.code().isPresent()) {
            return reject.sourceAttributes()
                    .map(text -> Bodies.json(text)
                            .orElseGet(() -> Bodies.JSON.getNodeFactory().textNode(text)));
        }
        Map<String, MessageAttributeValue> own = reject.message().messageAttributes();
        return own.isEmpty() ? Optional.empty() : Optional.of(document(own));
    }

    /** Returns a dead letter's own attributes in the form that they have in a reject. */
    private static ObjectNode document(Map<String, MessageAttributeValue> own) {
        ObjectNode document = Bodies.JSON.createObjectNode();
        ObjectNode attributes = document.putObject(ATTRIBUTES);
        own.forEach((name, value) -> {
            ObjectNode attribute = attributes.putObject(name).put("type", value.dataType());
            if (value.binaryValue() == null) {
                attribute.put("value", value.stringValue());
            } else {
                attribute.put("value", value.binaryValue().asByteArray());
            }
        });
        return document;
    }

    /**
     * Returns whether a record without these attributes may be written otherwise. Any attribute may name a delete. An
     * operation "upsert" alone says what is done without it, too.
     */
    static boolean isMeant(JsonNode document) {
        return !document.isObject()
                || document.has("cut")
                || document.path(ATTRIBUTES).properties().stream().anyMatch(entry -> !isUpsert(entry));
    }

    private static boolean isUpsert(Map.Entry<String, JsonNode> attribute) {
        return OPERATION.contains(FieldName.normalised(attribute.getKey()))
                && attribute.getValue().path("value").asText().strip().equalsIgnoreCase("upsert");
    }
}
