package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to Keap's REST API.
 *
 * @param path below the address of the API, beginning with its version
 * @param query the parameters by name, as they are before they are encoded
 * @param body a missing node if there is none
 */
public record KeapRequest(String method, String path, Map<String, String> query, JsonNode body) {

    /** The method of a request that changes nothing. */
    public static final String GET = "GET";

    public static KeapRequest get(String path) {
        return new KeapRequest(GET, path, Map.of(), MissingNode.getInstance());
    }

    public static KeapRequest post(String path, JsonNode body) {
        return new KeapRequest("POST", path, Map.of(), body);
    }

    public static KeapRequest put(String path, JsonNode body) {
        return new KeapRequest("PUT", path, Map.of(), body);
    }

    public static KeapRequest patch(String path, JsonNode body) {
        return new KeapRequest("PATCH", path, Map.of(), body);
    }

    public static KeapRequest delete(String path) {
        return new KeapRequest("DELETE", path, Map.of(), MissingNode.getInstance());
    }

    /** The same request with one more parameter. */
    public KeapRequest with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, String.valueOf(value));
        return new KeapRequest(method, path, Collections.unmodifiableMap(more), body);
    }

    /** Without the body and the parameters, which may be personal. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
