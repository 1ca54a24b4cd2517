package dev.keapsink.support;

import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;

/** Serves the product's REST interfaces straight from a simulator, without HTTP, on virtual time. */
public final class InMemoryKeap implements KeapApis {

    /** How long a caller waits for an answer that does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final VirtualTime time;
    private final RestTwin twin;
    private final KeapSimulator simulator;
    private int callsLeft = Integer.MAX_VALUE;

    public InMemoryKeap(KeapSimulator simulator, VirtualTime time, Credentials credentials) {
        this.time = time;
        this.simulator = simulator;
        this.twin = new RestTwin(credentials, request -> Uni.createFrom().item(() -> exchange(request)));
    }

    /** After so many calls no other one leaves the process. */
    void endAfter(int calls) {
        callsLeft = calls;
    }

    @Override
    public <T> T create(Class<T> api) {
        return twin.create(api);
    }

    private Response exchange(SimulatedRequest request) {
        if (callsLeft == 0) {
            throw new ProcessingException(new IOException("The process is gone"));
        }
        callsLeft--;
        return deliver(simulator.handle(request));
    }

    private Response deliver(SimulatedReply reply) {
        if (reply.delivery().delay().compareTo(PATIENCE) > 0) {
            time.advance(PATIENCE);
            throw new TimeoutException();
        }
        time.advance(reply.delivery().delay());
        return RestTwin.response(reply);
    }
}
