package dev.keapsink.simulator;

import java.util.Map;
import java.util.function.UnaryOperator;

/** What a fault does to a call: how far the call gets, what becomes of its reply, and which tag results are made up. */
record Effect(Reach reach, UnaryOperator<SimulatedReply> change, Map<Long, TagResult> tagResults) {
    enum Reach {
        /** Lost on the way: neither authenticated nor metered. */
        NOWHERE,
        /** Authenticated and metered, then answered by the fault. */
        GATEWAY,
        /** Handled by Keap, all effects included. */
        KEAP
    }

    static Effect at(Reach reach, UnaryOperator<SimulatedReply> change) {
        return new Effect(reach, change, Map.of());
    }

    /** The reply to a call that Keap does not handle. */
    SimulatedReply madeUp() {
        return change.apply(new SimulatedReply(0, Map.of(), "", Delivery.NORMAL));
    }
}
