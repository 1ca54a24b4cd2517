package dev.keapsink.credential;

import java.time.Instant;

/** With what Keap lets a caller in. Nothing of it is ever printed. */
public sealed interface Credential {

    /** What is sent with every call. */
    String secret();

    /** A Personal Access Token or a Service Account Key, which is valid until somebody revokes it. */
    record ApiKey(String secret) implements Credential {
        @Override
        public String toString() {
            return "ApiKey";
        }
    }

    /**
     * What an account's owner granted an OAuth2 client.
     *
     * @param secret the access token; empty if there is none yet
     * @param refreshToken good for one refresh, which answers with another one, and for 45 days (Keap, "Getting started
     *     with OAuth2")
     * @param expiresAt when the access token ends
     */
    record Grant(Client client, String secret, String refreshToken, Instant expiresAt) implements Credential {
        @Override
        public String toString() {
            return "Grant[until " + expiresAt + "]";
        }
    }

    /** An application that is registered with Keap. */
    record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client";
        }
    }
}
