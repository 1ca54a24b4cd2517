package dev.keapsink.idempotency;

import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.step.Step;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses one unchanged object of a batch to be written nevertheless. Its success shows that Keap accepts other writes,
 * so that a record that comes again and again can be rejected at last. Threadsafe.
 */
final class CanaryWrite {

    private static final int NONE = -1;

    private final boolean needed;

    /** The index of the object's first record. */
    private final AtomicInteger chosen = new AtomicInteger(NONE);

    /**
     * @param needed whether a record of the batch was delivered so often that other writes have to show whose fault
     *     that is
     */
    CanaryWrite(boolean needed) {
        this.needed = needed;
    }

    /** Whether this object is the canary. The first unchanged object that is asked about becomes it. */
    boolean is(Step step, Decision decision) {
        boolean possible = needed
                && decision.isDone()
                && !step.change().isDelete()
                && decision.skipped().stream().allMatch(skipped -> skipped.effect() == Effect.UNCHANGED);
        int index = index(step);
        return possible && (chosen.compareAndSet(NONE, index) || chosen.get() == index);
    }

    /** Lets another object become the canary if it is this one, which the ledger kept from being written. */
    void passOn(Step step) {
        chosen.compareAndSet(index(step), NONE);
    }

    private static int index(Step step) {
        return step.records().getFirst().index();
    }
}
