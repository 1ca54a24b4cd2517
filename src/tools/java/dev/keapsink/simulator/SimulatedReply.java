package dev.keapsink.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keap's reply.
 *
 * @param status 0 if the call did not reach Keap
 * @param delivery tells the transport first whether the caller gets the reply at all
 */
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
