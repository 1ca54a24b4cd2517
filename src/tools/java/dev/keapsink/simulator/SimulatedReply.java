package dev.keapsink.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Keap answers, and how it gets delivered. A transport looks at the delivery first: a reset carries no answer. */
public record SimulatedReply(int status, Map<String, String> headers, String body, Delivery delivery) {

    SimulatedReply withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new SimulatedReply(status, all, body, delivery);
    }

    SimulatedReply withDelivery(Delivery other) {
        return new SimulatedReply(status, headers, body, other);
    }
}
