package dev.keapsink.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's look at the credential. Two headers may carry the key, one of them an access token instead; each header
 * that is there has to be right.
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

    Optional<SimulatedReply> refuse(Map<String, String> headers, Instant now) {
        String apiKey = headers.get("x-keap-api-key");
        String authorization = headers.get("authorization");
        boolean odd = authorization == null ? apiKey == null : !authorization.startsWith(BEARER);
        if (odd) {
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
