package dev.keapsink.incident;

import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.keap.ReplyClassifier;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.memory.SimulatedTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The way to Keap and back. A request that has been sent arrives, whatever becomes of its sender; a sender that waits in
 * vain gives up when its time is over.
 */
final class Network {

    private final Scheduler time;
    private final KeapSimulator keap;
    private final Latency way;
    private final Latency work;
    private int throttled;
    private int spikeArrests;

    Network(Scheduler time, KeapSimulator keap, Random chance) {
        this.time = time;
        this.keap = keap;
        this.way = Latency.ofMillis(chance, 5, 15);
        this.work = Latency.ofMillis(chance, 150, 350);
    }

    /** The way for a caller with this credential. */
    KeapTransport transport(Credentials credentials) {
        return new SimulatedTransport(credentials, this::carry);
    }

    /** How many calls were answered with a 429 that is no spike arrest. */
    int throttled() {
        return throttled;
    }

    int spikeArrests() {
        return spikeArrests;
    }

    private SimulatedReply handle(SimulatedRequest request) {
        SimulatedReply reply = keap.handle(request);
        boolean spikeArrest = reply.status() == 429 && reply.body().matches("(?is).*spike ?arrest.*");
        spikeArrests += spikeArrest ? 1 : 0;
        throttled += reply.status() == 429 && !spikeArrest ? 1 : 0;
        return reply;
    }

    private SimulatedReply carry(SimulatedRequest request, Duration timeout) {
        return new Sent(request).reply(timeout);
    }

    /** A request whose reply takes virtual time to wait for. */
    private final class Sent {
        private final SimulatedRequest request;
        private final Signal answered = new Signal(time);
        private SimulatedReply reply;

        Sent(SimulatedRequest request) {
            this.request = request;
        }

        SimulatedReply reply(Duration timeout) {
            Instant givenUp = time.instant().plus(timeout);
            time.at(time.instant().plus(way.next()), this::arrive);
            while (reply == null && time.instant().isBefore(givenUp)) {
                answered.await(givenUp);
            }
            if (reply == null) {
                throw ReplyClassifier.notAnswered();
            }
            return reply;
        }

        private void arrive() {
            SimulatedReply made = handle(request);
            // What is turned away at the door is turned away at once.
            Duration worked = made.status() == 429 || !made.delivery().isAnswered() ? Duration.ZERO : work.next();
            Instant back =
                    time.instant().plus(made.delivery().delay()).plus(worked).plus(way.next());
            time.at(back, () -> {
                reply = made;
                answered.raise();
            });
        }
    }
}
