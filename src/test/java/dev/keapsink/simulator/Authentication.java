package dev.keapsink.simulator;

import java.util.Map;
import java.util.Optional;

/** The gateway's look at the credential. Two headers may carry it; each one that is there has to be right. */
final class Authentication {
    private static final String BEARER = "Bearer ";
    private String accepted;

    Authentication(String accepted) {
        this.accepted = accepted;
    }

    void accept(String key) {
        accepted = key;
    }

    Optional<SimulatedReply> refuse(Map<String, String> headers) {
        String apiKey = headers.get("x-keap-api-key");
        String authorization = headers.get("authorization");
        boolean odd = authorization == null ? apiKey == null : !authorization.startsWith(BEARER);
        if (odd) {
            return Optional.of(Replies.fault(401, "Invalid access token", "oauth.v2.InvalidAccessToken"));
        }
        boolean right = (apiKey == null || apiKey.equals(accepted))
                && (authorization == null || authorization.equals(BEARER + accepted));
        return right
                ? Optional.empty()
                : Optional.of(Replies.fault(401, "Invalid Access Token", "keymanagement.service.invalid_access_token"));
    }
}
