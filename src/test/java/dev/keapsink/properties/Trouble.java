package dev.keapsink.properties;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedRequest;
import java.time.Duration;
import java.time.Instant;

/** A mishap on some calls: on which, on how many of them at most, and for how long at most. */
record Trouble(Mishap mishap, Where where, int times, Duration lasts) {

    enum Where {
        ANY_CALL("", ""),
        UPSERTS("PUT", "/v1/contacts"),
        CREATES("POST", "/v1/contacts"),
        UPDATES("PATCH", "/v1/contacts/\\d+"),
        REMOVALS("DELETE", "/v1/contacts/.*"),
        SEARCHES("GET", "/v2/contacts"),
        LOOK_UPS("GET", "/v1/tags.*|/v2/settings/.*"),
        TAGGING("POST", "/v1/tags/\\d+/contacts");

        private final String method;
        private final String path;

        Where(String method, String path) {
            this.method = method;
            this.path = path;
        }

        boolean covers(SimulatedRequest call) {
            return method.isEmpty()
                    || (call.method().equals(method) && call.path().matches(path));
        }
    }

    void begin(KeapSimulator keap, Instant now) {
        keap.inject(mishap.fault().matching(where::covers).onNext(times).between(now, now.plus(lasts)));
    }

    @Override
    public String toString() {
        return "%s on %d× %s within %s".formatted(mishap, times, where, lasts);
    }
}
