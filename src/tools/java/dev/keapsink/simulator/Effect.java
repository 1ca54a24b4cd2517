package dev.keapsink.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a fault does to a call: how far the call gets, what becomes of its reply, which tag results are made up, and how
 * long after its arrival a write is carried out.
 */
record Effect(
        Reach reach, UnaryOperator<SimulatedReply> change, Map<Long, TagResult> tagResults, Duration commitAfter) {
    static final Effect NONE = at(Reach.KEAP, reply -> reply);

    enum Reach {
        /** Lost on the way: neither authenticated nor metered. */
        NOWHERE,
        /** Authenticated and metered, then answered by the fault. */
        GATEWAY,
        /** Handled by Keap, all effects included. */
        KEAP
    }

    static Effect at(Reach reach, UnaryOperator<SimulatedReply> change) {
        return new Effect(reach, change, Map.of(), Duration.ZERO);
    }

    Effect reaching(Reach other) {
        return new Effect(other, change, tagResults, commitAfter);
    }

    Effect changing(UnaryOperator<SimulatedReply> other) {
        return new Effect(reach, other, tagResults, commitAfter);
    }

    Effect makingUp(Map<Long, TagResult> results) {
        return new Effect(reach, change, results, commitAfter);
    }

    Effect committingAfter(Duration delay) {
        return new Effect(reach, change, tagResults, delay);
    }

    /** The reply to a call that Keap does not handle. */
    SimulatedReply madeUp() {
        return change.apply(new SimulatedReply(0, Map.of(), "", Delivery.NORMAL));
    }
}
