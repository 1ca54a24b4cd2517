package dev.keapsink.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One journalled call. The path starts at /v1/ or /v2/, or is /token; the status is what Keap made of the call, even if its delivery
 * says that the caller never learned it, and 0 for a call that never reached Keap.
 */
public record Call(
        Instant at,
        String method,
        String path,
        Map<String, List<String>> query,
        String body,
        int status,
        Delivery delivery) {

    /** Whether it was to change what the account holds; tokens are not part of that. */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD") && !isForTokens();
    }

    /** Whether it went to the token endpoint, which is outside the API and its quota. */
    public boolean isForTokens() {
        return path.equals(TokenDesk.PATH);
    }
}
