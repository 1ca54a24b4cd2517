package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.records.RecordFile.Line;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The object beside contacts that one line asks for. The line is an envelope with the names that the documentation shows
 * first. The function's own code is not used here, so a mistake in it shows up as a difference.
 *
 * @param line its number in the file, from 1 on
 * @param key identifies the object within its type
 * @param version orders the states of one object; empty when the line carries none
 * @param state the compared values, by the names of {@link ObjectState}
 * @param delete whether the line deletes the object
 */
record ObjectLine(
        long line, ObjectType type, String key, OptionalLong version, Map<String, String> state, boolean delete) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** The company that a line names for the contact of an address. */
    record OfContact(String email, String name) {}

    /** Returns the company of the contact that a line is about; empty if it names none. */
    static Optional<OfContact> company(Line line) {
        JsonNode envelope = parsed(line.body());
        JsonNode data = envelope.path("data");
        boolean isContact = envelope.path("stream").asText("").equals(ObjectType.CONTACTS.stream());
        return isContact
                        && data.path("email").isTextual()
                        && data.path("company").isTextual()
                ? Optional.of(new OfContact(
                        data.path("email").asText(), data.path("company").asText()))
                : Optional.empty();
    }

    /** Whether a line names a stream of objects beside contacts. */
    static boolean isOne(Line line) {
        return type(parsed(line.body())).isPresent();
    }

    /** Returns empty for a line that is about a contact, or that has more than one reading. */
    static Optional<ObjectLine> of(Line line) {
        JsonNode envelope = parsed(line.body());
        return type(envelope).flatMap(type -> of(line.number(), type, envelope));
    }

    private static Optional<ObjectType> type(JsonNode envelope) {
        return envelope.path("data").isObject()
                ? ObjectType.ofStream(envelope.path("stream").asText("")).filter(type -> type != ObjectType.CONTACTS)
                : Optional.empty();
    }

    private static Optional<ObjectLine> of(long line, ObjectType type, JsonNode envelope) {
        JsonNode data = envelope.path("data");
        String own = switch (type) {
            case PRODUCTS -> data.path("sku").asText("");
            case COMPANIES ->
                envelope.has("key") ? "" : data.path("company_name").asText("");
            default -> "";
        };
        String key = own.isEmpty() ? envelope.path("key").asText("") : own;
        String operation = envelope.path("op").asText("upsert");
        if (key.isEmpty() || !(operation.equals("upsert") || operation.equals("delete"))) {
            return Optional.empty();
        }
        return Optional.of(new ObjectLine(
                line,
                type,
                key,
                envelope.path("version").canConvertToLong()
                        ? OptionalLong.of(envelope.path("version").asLong())
                        : OptionalLong.empty(),
                state(data),
                operation.equals("delete")));
    }

    private static Map<String, String> state(JsonNode data) {
        Map<String, String> state = new TreeMap<>();
        data.properties().forEach(field -> {
            if (ObjectState.COMPARED.contains(field.getKey())) {
                state.put(field.getKey(), text(field.getKey(), field.getValue()));
            }
        });
        return state;
    }

    private static String text(String field, JsonNode value) {
        return switch (field) {
            case "amount", "price" -> ObjectState.amount(new BigDecimal(value.asText("0")));
            case "items" ->
                ObjectState.items(value.valueStream()
                        .map(item -> ObjectState.item(
                                item.path("sku").asText(item.path("name").asText("")),
                                item.path("quantity").asText("1"),
                                new BigDecimal(item.path("price").asText("0")))));
            default -> value.asText("");
        };
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
