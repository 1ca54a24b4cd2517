package dev.keapsink.idempotency;

import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is left to do of a step, according to the ledger.
 *
 * @param isClaimed whether another instance is writing the object, so that nothing can be decided yet
 * @param write the records that have to be written
 * @param skipped the records that need not be written
 */
record Decision(boolean isClaimed, Optional<Step> write, List<Skipped> skipped) {

    /** Another instance is writing the object. */
    static final Decision CLAIMED = new Decision(true, Optional.empty(), List.of());

    /**
     * A record that need not be written.
     *
     * @param effect to report for it
     * @param missing those of its tags that the object is not known to have
     * @param id of the object; 0 if the ledger does not know it
     */
    record Skipped(PlannedRecord planned, Effect effect, Set<Long> missing, long id) {
        /** The outcome of a record that has no tag missing. */
        Written outcome() {
            return new Written(effect, id);
        }
    }

    static Decision toWrite(Step step) {
        return new Decision(false, Optional.of(step), List.of());
    }

    static Decision nothing(List<Skipped> skipped) {
        return new Decision(false, Optional.empty(), skipped);
    }

    /** Whether the records are done without a call. */
    boolean isDone() {
        return !isClaimed
                && write.isEmpty()
                && skipped.stream().allMatch(record -> record.missing().isEmpty());
    }

    /** The results of the records that need no call. */
    Map<Integer, Result> results() {
        Map<Integer, Result> results = new HashMap<>();
        skipped.stream()
                .filter(record -> record.missing().isEmpty())
                .forEach(record -> results.put(record.planned().index(), new Result.Ended(record.outcome())));
        return results;
    }
}
