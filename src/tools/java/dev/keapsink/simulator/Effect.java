package dev.keapsink.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The effect of a fault on a call.
 *
 * @param reach how far the call gets
 * @param change changes the reply, or makes it up
 * @param tagResults the results that a tag call reports in place of its own, by contact
 * @param commitAfter how long after the call's arrival a write is carried out
 */
record Effect(
        Reach reach, UnaryOperator<SimulatedReply> change, Map<Long, TagResult> tagResults, Duration commitAfter) {
    static final Effect NONE = at(Reach.KEAP, reply -> reply);

    enum Reach {
        /** Not beyond the network: the call is neither authenticated nor metered. */
        NOWHERE,
        /** To the gateway: the call is authenticated and metered, then the fault answers it. */
        GATEWAY,
        /** To the application: Keap handles the call, then the fault changes the reply. */
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
