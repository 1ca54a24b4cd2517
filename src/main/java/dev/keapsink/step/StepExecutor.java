package dev.keapsink.step;

import dev.keapsink.outcome.Result;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries out the steps of a batch. Every failure is a result of the records that a step serves. Threadsafe. */
public interface StepExecutor {

    /** How many calls a step takes when nothing goes wrong, its tags apart. */
    public int calls(Step step);

    /** The tags to apply after a step, as expected before it is carried out. */
    public Set<Long> tags(Step step);

    /**
     * Carries out a step up to its tags.
     *
     * @return the results of its records, by their index in the batch
     */
    public Map<Integer, Result> run(Step step, Deadline deadline);

    /**
     * Ends steps whose tags were applied.
     *
     * @param results of the records of these steps; none is untagged
     * @return the final results
     */
    public Map<Integer, Result> finish(List<Step> steps, Map<Integer, Result> results, Deadline deadline);
}
