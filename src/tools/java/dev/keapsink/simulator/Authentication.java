package dev.keapsink.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the credential at the gateway. {@code X-Keap-API-Key} may carry the key; {@code Authorization} may carry the
 * key or an access token. At least one of the headers is needed, and each one that is sent has to be valid.
 */
final class Authentication {
    private static final String BEARER = "Bearer ";
    private final AccessTokens accessTokens;
    private String acceptedKey;

    Authentication(String acceptedKey, AccessTokens accessTokens) {
        this.acceptedKey = acceptedKey;
        this.accessTokens = accessTokens;
    }

    void accept(String key) {
        acceptedKey = key;
    }

    /** The refusal; empty if the credential is accepted. */
    Optional<SimulatedReply> refuse(Map<String, String> headers, Instant now) {
        String apiKey = headers.get("x-keap-api-key");
        String authorization = headers.get("authorization");
        boolean isUnusable = authorization == null ? apiKey == null : !authorization.startsWith(BEARER);
        if (isUnusable) {
            return Optional.of(Replies.fault(401, "Invalid access token", "oauth.v2.InvalidAccessToken"));
        }
        if (apiKey != null && !apiKey.equals(acceptedKey)) {
            return Optional.of(invalid());
        }
        return authorization == null ? Optional.empty() : refuse(authorization.substring(BEARER.length()), now);
    }

    private Optional<SimulatedReply> refuse(String bearer, Instant now) {
        if (bearer.equals(acceptedKey)) {
            return Optional.empty();
        }
        return switch (accessTokens.state(bearer, now)) {
            case GOOD -> Optional.empty();
            case EXPIRED -> Optional.of(Replies.accessTokenExpired());
            case UNKNOWN -> Optional.of(invalid());
        };
    }

    private static SimulatedReply invalid() {
        return Replies.fault(401, "Invalid Access Token", "keymanagement.service.invalid_access_token");
    }
}
