package dev.keapsink.simulator;

import java.util.List;
import java.util.Map;

/** One HTTP request, whatever carried it: the path is decoded, header names are in lower case, no body is "". */
public record SimulatedRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, String body) {

    boolean isForTokens() {
        return path.equals(TokenDesk.PATH);
    }

    SimulatedRequest withPath(String other) {
        return new SimulatedRequest(method, other, query, headers, body);
    }
}
