package dev.keapsink.simulator.memory;

import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.keap.ReplyClassifier;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends the function's requests to a simulator on virtual time, without HTTP. A reply that takes longer than the
 * timeout fails as it would over HTTP, and the clock moves on by the timeout.
 */
public final class InMemoryKeap implements KeapTransport {

    private final VirtualTime time;
    private final SimulatedTransport transport;
    private final KeapSimulator simulator;
    private final Lifetime lifetime;

    /** Sends every request to the simulator, each with the current credential. */
    public InMemoryKeap(KeapSimulator simulator, VirtualTime time, Credentials credentials) {
        this(simulator, time, credentials, request -> Optional.empty(), new Lifetime());
    }

    /**
     * Sends the requests that {@code instead} does not answer.
     *
     * @param instead the reply to a request that stays here; empty for the others
     * @param lifetime of the process; the connection of every later call breaks, and the simulator does not see it
     */
    InMemoryKeap(
            KeapSimulator simulator,
            VirtualTime time,
            Credentials credentials,
            Function<KeapRequest, Optional<KeapReply>> instead,
            Lifetime lifetime) {
        this.lifetime = lifetime;
        this.time = time;
        this.simulator = simulator;
        this.transport = new SimulatedTransport(credentials, instead, this::exchange);
    }

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        return transport.send(call, timeout, sent);
    }

    /**
     * Sends a request, even one that {@code instead} would answer.
     *
     * @throws dev.keapsink.keap.KeapFailure if no reply arrives
     */
    KeapReply exchange(KeapRequest request, Duration timeout) {
        return transport.exchange(request, timeout);
    }

    private SimulatedReply exchange(SimulatedRequest request, Duration timeout) {
        if (!lifetime.outlives()) {
            throw SimulatedTransport.broken();
        }
        SimulatedReply reply = simulator.handle(request);
        if (reply.delivery().delay().compareTo(timeout) > 0) {
            time.advance(timeout);
            throw ReplyClassifier.notAnswered();
        }
        time.advance(reply.delivery().delay());
        return reply;
    }
}
