package dev.keapsink.idempotency;

import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.step.Step;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one object of a batch that is written although it is unchanged: whether a record is refused for its own sake shows in
 * whether Keap takes others, and one that keeps coming back has to be told at last. Threadsafe.
 */
final class CanaryWrite {

    private static final int NOBODY = -1;

    private final boolean needed;

    /** The position of the object's first record. */
    private final AtomicInteger chosen = new AtomicInteger(NOBODY);

    /**
     * @param needed whether a record of the batch was returned so often that others have to show whose fault that is
     */
    CanaryWrite(boolean needed) {
        this.needed = needed;
    }

    /** Whether it is this object, which nothing would have to be done for; the first one that is asked about is. */
    boolean is(Step step, Decision decision) {
        boolean possible = needed
                && decision.isDone()
                && !step.change().isDelete()
                && decision.skipped().stream().allMatch(skipped -> skipped.effect() == Effect.UNCHANGED);
        int index = index(step);
        return possible && (chosen.compareAndSet(NOBODY, index) || chosen.get() == index);
    }

    /** If it is this object, another one is to take its place: for the ledger's sake it is not written. */
    void passOn(Step step) {
        chosen.compareAndSet(index(step), NOBODY);
    }

    private static int index(Step step) {
        return step.records().getFirst().index();
    }
}
