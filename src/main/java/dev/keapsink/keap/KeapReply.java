package dev.keapsink.keap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The reply to one call.
 *
 * @param headers by lower-case name; the first value of each
 */
public record KeapReply(int status, Map<String, String> headers, String body) {

    /** Bounds the memory that a reply can take. The longest of Keap's replies are lists of a thousand entries. */
    public static final int LONGEST_BODY = 16 << 20;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHARSET = "charset=";

    /** The rough meaning of a status, for counting. {@link ReplyClassifier} decides the exact one. */
    enum Kind {
        SUCCESS,
        REFUSAL,
        THROTTLED,
        FAILURE
    }

    /**
     * The reply that was received.
     *
     * @param headers by name, in any case
     * @param body as it was transferred; empty if there is none
     */
    public static KeapReply received(int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, String> firsts = new HashMap<>();
        headers.forEach((name, values) -> firsts.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new KeapReply(status, firsts, new String(body, charset(firsts.getOrDefault("content-type", ""))));
    }

    /** UTF-8, as JSON always is; a gateway's page may name another charset. */
    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (at < 0) {
            return UTF_8;
        }
        String name =
                contentType.substring(at + CHARSET.length()).split(";", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            return UTF_8;
        }
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
