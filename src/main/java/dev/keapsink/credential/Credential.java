package dev.keapsink.credential;

import java.time.Instant;

/** Authenticates calls to Keap. Its text form never shows the secret. */
public sealed interface Credential {

    /** The key or access token that every call carries. */
    String secret();

    /** A Personal Access Token or a Service Account Key. It is valid until it is revoked. */
    record ApiKey(String secret) implements Credential {
        @Override
        public String toString() {
            return "ApiKey";
        }
    }

    /**
     * An OAuth2 grant: the access that an account's owner granted to a client.
     *
     * @param secret the access token; empty if there is none yet
     * @param refreshToken good for one refresh, which answers with another refresh token, and for 45 days (Keap,
     *     "Getting started with OAuth2")
     * @param expiresAt when the access token ends
     */
    record Grant(Client client, String secret, String refreshToken, Instant expiresAt) implements Credential {
        @Override
        public String toString() {
            return "Grant[until " + expiresAt + "]";
        }
    }

    /** An application registered with Keap. */
    record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client";
        }
    }
}
