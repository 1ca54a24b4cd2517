package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request to Keap's REST API as it is sent.
 *
 * @param path below the address of the API, beginning with its version
 * @param query the parameters by name, before they are encoded
 * @param body a missing node if there is none
 */
public record KeapRequest(String method, String path, Map<String, String> query, JsonNode body) {

    /** Whether it changes nothing. */
    boolean isLookUp() {
        return method.equals("GET");
    }

    /** Without the body and the parameters, which may be personal. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
