package dev.keapsink.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are to come, in the order of their injection; a call is struck by the first that covers it. */
final class Faults {
    private final List<Scripted> scripted = new ArrayList<>();

    void add(Fault fault) {
        scripted.add(new Scripted(fault));
    }

    void clear() {
        scripted.clear();
    }

    Optional<Scripted> covering(SimulatedRequest request, Instant now) {
        return scripted.stream()
                .filter(one -> one.left > 0 && one.fault.scope().covers(request, now) && one.isItsTurn())
                .findFirst();
    }

    /** A fault and how often it may still strike. */
    static final class Scripted {
        private final Fault fault;
        private int left;
        private int covered;

        private Scripted(Fault fault) {
            this.fault = fault;
            left = fault.scope().times();
        }

        private boolean isItsTurn() {
            return covered++ % fault.scope().every() == 0;
        }

        Effect.Reach reach() {
            return fault.effect().reach();
        }

        Effect strike() {
            if (left != Integer.MAX_VALUE) {
                left--;
            }
            return fault.effect();
        }
    }
}
