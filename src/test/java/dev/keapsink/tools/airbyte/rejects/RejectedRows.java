package dev.keapsink.tools.airbyte.rejects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;

/** Rejected rows for tests. */
final class RejectedRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RejectedRows() {}

    static RejectedRow row(String stream, String data) {
        return row("", stream, data, new Rejected(Reason.INVALID_VALUE, "email", "is not an e-mail address"));
    }

    static RejectedRow row(String namespace, String stream, String data, Rejected rejection) {
        return new RejectedRow(stream, namespace, object(data), rejection);
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
