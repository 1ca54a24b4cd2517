package dev.keapsink.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A call in the journal.
 *
 * @param at the time of its arrival
 * @param path starts with /v1/ or /v2/, or is /token
 * @param body "" without one
 * @param status of Keap's reply, even if the reply did not reach the caller; 0 if the call did not reach Keap
 * @param delivery how the reply reached the caller
 */
public record Call(
        Instant at,
        String method,
        String path,
        Map<String, List<String>> query,
        String body,
        int status,
        Delivery delivery) {
    private static final List<String> CHARGES =
            List.of("\"payment_method_id\"", "\"credit_card_id\"", "\"charge_now\":true");

    /** Whether its method writes to the account; an exchange of tokens is no write. */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD") && !isForTokens();
    }

    /** Whether its body names a payment method, which Keap charges at once, or asks for a charge in the words of v1. */
    public boolean mayCharge() {
        return CHARGES.stream().anyMatch(body::contains);
    }

    /** Whether it went to the token endpoint, which is not part of the API and its quota. */
    public boolean isForTokens() {
        return path.equals(TokenEndpoint.PATH);
    }
}
