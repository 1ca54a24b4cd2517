package dev.keapsink.simulator;

import java.util.List;
import java.util.Map;

/**
 * An HTTP request, independent of its transport.
 *
 * @param path decoded
 * @param headers with names in lower case
 * @param body "" without one; in multipart/form-data each character is a byte
 */
public record SimulatedRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, String body) {

    boolean isForTokens() {
        return path.equals(TokenEndpoint.PATH);
    }

    SimulatedRequest withPath(String other) {
        return new SimulatedRequest(method, other, query, headers, body);
    }
}
