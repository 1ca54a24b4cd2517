package dev.keapsink.keap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;

/**
 * The reply to one call.
 *
 * @param headers by lower-case name; the first value of each
 */
public record KeapReply(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The rough meaning of a status, for counting. {@link ReplyClassifier} decides the exact one. */
    enum Kind {
        SUCCESS,
        REFUSAL,
        THROTTLED,
        FAILURE
    }

    Kind kind() {
        if (status == 429) {
            return Kind.THROTTLED;
        }
        if (status >= 500) {
            return Kind.FAILURE;
        }
        return status >= 200 && status < 300 ? Kind.SUCCESS : Kind.REFUSAL;
    }

    /** Without the body, which may hold tokens or a contact. */
    @Override
    public String toString() {
        return "KeapReply[" + status + "]";
    }

    /** Whether an upsert created a contact. Keap's only sign of it is 201 instead of 200. */
    public boolean created() {
        return status == 201;
    }

    /** Whether the reply has no content, like Keap's confirmation of a removal: 204, or a 2xx without a body. */
    public boolean isEmpty() {
        return status == 204 || body.isBlank();
    }

    /** A header's value; empty if it is blank, as Keap's own sometimes are. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
