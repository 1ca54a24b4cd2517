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

/** Keap's REST API straight from a simulator, without HTTP, on virtual time. */
public final class InMemoryKeap implements KeapTransport {

    private final VirtualTime time;
    private final SimulatedTransport transport;
    private final KeapSimulator simulator;
    private int callsLeft = Integer.MAX_VALUE;

    public InMemoryKeap(KeapSimulator simulator, VirtualTime time, Credentials credentials) {
        this(simulator, time, credentials, request -> Optional.empty());
    }

    /**
     * @param instead answers requests that are not to be sent
     */
    InMemoryKeap(
            KeapSimulator simulator,
            VirtualTime time,
            Credentials credentials,
            Function<KeapRequest, Optional<KeapReply>> instead) {
        this.time = time;
        this.simulator = simulator;
        this.transport = new SimulatedTransport(credentials, instead, this::exchange);
    }

    /** After so many calls no other one leaves the process. */
    void endAfter(int calls) {
        callsLeft = calls;
    }

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        return transport.send(call, timeout, sent);
    }

    /** What becomes of a request. */
    KeapReply exchange(KeapRequest request, Duration timeout) {
        return transport.exchange(request, timeout);
    }

    private SimulatedReply exchange(SimulatedRequest request, Duration timeout) {
        if (callsLeft == 0) {
            throw SimulatedTransport.broken();
        }
        callsLeft--;
        SimulatedReply reply = simulator.handle(request);
        if (reply.delivery().delay().compareTo(timeout) > 0) {
            time.advance(timeout);
            throw ReplyClassifier.notAnswered();
        }
        time.advance(reply.delivery().delay());
        return reply;
    }
}
