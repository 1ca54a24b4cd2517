package dev.keapsink.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The injected faults, in order. The first one that covers a call strikes it. */
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

    /** A fault with the number of strikes that it has left. */
    static final class Scripted {
        private final Fault fault;
        private int left;
        /** How many calls of its scope have arrived. */
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

        /** Uses one strike up. */
        Effect strike() {
            if (left != Integer.MAX_VALUE) {
                left--;
            }
            return fault.effect();
        }
    }
}
