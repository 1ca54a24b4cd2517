package dev.keapsink.tools.airbyte.discover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.CustomField;
import dev.keapsink.field.CustomFields;
import dev.keapsink.field.Field;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lists the objects that a destination writes to a Keap account, with the account's custom fields. Threadsafe. */
public final class Discovery {

    private static final List<String> SYNC_MODES = List.of("append", "append_dedup");

    private final KeapClient keap;
    private final String keyField;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * @param keyField the label of the custom field that holds a record's key; no record fills it itself
     * @param timeout of one call
     */
    public Discovery(KeapClient keap, String keyField, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.keyField = Field.normalised(keyField);
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * The message DESTINATION_CATALOG of Airbyte's protocol. Its operations have the names of streams. If the account
     * does not show the custom fields of a type, the type has none in the message. Makes a call for each type that can
     * have some.
     *
     * @throws KeapFailure if Keap does not answer, or does not accept the credential
     */
    public ObjectNode message(Deadline deadline) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "DESTINATION_CATALOG");
        ArrayNode operations = message.putObject("destination_catalog").putArray("operations");
        for (ObjectType type : ObjectType.values()) {
            ObjectNode schema = ObjectSchema.of(type, customFields(type, deadline));
            for (String mode : SYNC_MODES) {
                ObjectNode operation = operations
                        .addObject()
                        .put("object_name", type.stream())
                        .put("sync_mode", mode)
                        .set("json_schema", schema);
                ArrayNode keys = operation.putArray("matching_keys");
                matchingKeys(type).forEach(name -> keys.addArray().add(name));
            }
        }
        return message;
    }

    /** The fields of which each alone identifies an object. */
    private static List<String> matchingKeys(ObjectType type) {
        return switch (type) {
            case CONTACTS -> List.of("email");
            case PRODUCTS -> List.of("sku", "key");
            case COMPANIES -> List.of("key", "company_name");
            case OPPORTUNITIES, ORDERS, PAYMENTS, NOTES, TASKS, FILES -> List.of("key");
        };
    }

    private List<CustomField> customFields(ObjectType type, Deadline deadline) {
        Optional<CustomFields> model = model(type);
        if (model.isEmpty()) {
            return List.of();
        }
        try {
            return model.get().all(deadline).stream()
                    .filter(field -> !Field.normalised(field.label()).equals(keyField))
                    .toList();
        } catch (KeapFailure.Answered e) {
            // The account's edition, or the key's user, has no objects of this type.
            return List.of();
        }
    }

    private Optional<CustomFields> model(ObjectType type) {
        if (type == ObjectType.CONTACTS) {
            return Optional.of(model(new ApiCall<>(ModelApi.class, ModelApi::ofContacts), CustomField.Ids.NUMBERS));
        }
        // The types with a key field are those with custom fields.
        return KeyedTypes.haveKeyField(type)
                ? Optional.of(model(new ApiCall<>(ModelApi.class, api -> api.of(type.stream())), CustomField.Ids.TEXTS))
                : Optional.empty();
    }

    private CustomFields model(ApiCall<?> request, CustomField.Ids ids) {
        return new CustomFields(keap, request, ids, timeout, clock);
    }
}
