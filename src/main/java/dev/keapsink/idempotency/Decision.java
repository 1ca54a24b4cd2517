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
 * What is left to do of a step, by what the ledger says.
 *
 * @param isHeld whether somebody else is writing the object, so that nothing can be said yet
 * @param write the records that have to be written
 * @param skipped the records of which nothing has to be written, each with what is to be said of it
 */
record Decision(boolean isHeld, Optional<Step> write, List<Skipped> skipped) {

    /** Somebody else is writing the object. */
    static final Decision HELD = new Decision(true, Optional.empty(), List.of());

    /**
     * A record of which nothing has to be written.
     *
     * @param missing those of its tags that the object is not known to have
     */
    record Skipped(PlannedRecord planned, Effect effect, Set<Long> missing) {}

    static Decision toWrite(Step step) {
        return new Decision(false, Optional.of(step), List.of());
    }

    static Decision nothing(List<Skipped> skipped) {
        return new Decision(false, Optional.empty(), skipped);
    }

    /** Whether the records are done without a call. */
    boolean isDone() {
        return !isHeld
                && write.isEmpty()
                && skipped.stream().allMatch(record -> record.missing().isEmpty());
    }

    /** What became of the records that need no call. */
    Map<Integer, Result> results() {
        Map<Integer, Result> results = new HashMap<>();
        skipped.stream()
                .filter(record -> record.missing().isEmpty())
                .forEach(record ->
                        results.put(record.planned().index(), new Result.Ended(new Written(record.effect()))));
        return results;
    }
}
