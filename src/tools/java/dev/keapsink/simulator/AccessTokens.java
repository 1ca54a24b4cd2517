package dev.keapsink.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The access tokens that were issued and not revoked, each with its expiry. */
final class AccessTokens {
    private final Map<String, Instant> expiries = new HashMap<>();

    enum State {
        GOOD,
        /** Issued, but its time is over. */
        EXPIRED,
        /** Never issued, or revoked. */
        UNKNOWN
    }

    void add(String token, Instant expiry) {
        expiries.put(token, expiry);
    }

    void expireAll(Instant now) {
        expiries.replaceAll((token, expiry) -> expiry.isBefore(now) ? expiry : now);
    }

    void revokeAll() {
        expiries.clear();
    }

    State state(String token, Instant now) {
        Instant expiry = expiries.get(token);
        if (expiry == null) {
            return State.UNKNOWN;
        }
        return now.isBefore(expiry) ? State.GOOD : State.EXPIRED;
    }
}
