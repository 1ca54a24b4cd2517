package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an object of a message that describes the message itself, as change streams of Qlik, Striim, Salesforce and
 * others have it. Only a word that surely means a delete counts.
 */
final class ChangeHeaders {

    /** In some messages this field is a text instead, which is the event's own name. */
    private static final String EVENT = "event";

    /** The normalised names of such objects. */
    static final List<String> NAMES = List.of("metadata", "meta", "headers", "header", "changeeventheader", EVENT);

    private static final List<String> OPERATIONS = List.of(
            "operation",
            "operationname",
            "operationtype",
            "op",
            "optype",
            "changetype",
            "action",
            "type",
            "event",
            "eventtype",
            "eventname");

    private ChangeHeaders() {}

    static boolean isOne(String name) {
        return FieldName.isOneOf(NAMES, name);
    }

    static Optional<NamedOperation> said(Map.Entry<String, JsonNode> field) {
        for (Map.Entry<String, JsonNode> inner : read(field.getValue()).properties()) {
            if (inner.getValue().isTextual() && isOperation(field.getKey(), inner.getKey())) {
                Optional<NamedOperation> said = said(field.getKey() + "." + inner.getKey(), inner);
                if (said.isPresent()) {
                    return said;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a field of the object names an operation; {@code name} does so only within {@code event}. */
    private static boolean isOperation(String object, String name) {
        return FieldName.isOneOf(OPERATIONS, name) || (FieldName.is(name, "name") && FieldName.is(object, EVENT));
    }

    private static Optional<NamedOperation> said(String field, Map.Entry<String, JsonNode> inner) {
        String text = inner.getValue().asText();
        boolean isLetter = OperationWords.plain(text).length() == 1;
        Optional<NamedOperation> said = isLetter && !FieldName.is(inner.getKey(), "op")
                ? Optional.empty()
                : NamedOperation.of(Dialect.EVENT, field, text);
        return said.filter(one -> one.means(Operation.DELETE))
                .or(() -> NamedOperation.ofAnything(field, text).filter(one -> one.means(Operation.DELETE)));
    }

    /** The headers as an object: some senders encode every nested value as a text. */
    static JsonNode read(JsonNode headers) {
        return headers.isTextual() && headers.asText().indexOf('{') >= 0 ? Json.orMissing(headers.asText()) : headers;
    }
}
