package dev.keapsink.support;

import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.memory.SimulatedTransport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The simulated token endpoint without HTTP. */
public record SimulatedTokens(KeapSimulator keap) implements TokenTransport {

    @Override
    public KeapReply post(Optional<String> authorization, String form, Duration timeout) {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/x-www-form-urlencoded"));
        authorization.ifPresent(value -> headers.put("authorization", value));
        SimulatedRequest request = new SimulatedRequest("POST", "/token", Map.of(), headers, form);
        return SimulatedTransport.received(keap.handle(request));
    }
}
