package dev.keapsink.step;

import dev.keapsink.outcome.Result;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the steps of a batch are carried out. Whatever happens is a result of the records they serve. Threadsafe. */
public interface StepExecutor {

    /** How many calls a step takes when nothing goes wrong, its tags apart. */
    public int calls(Step step);

    /** The tags that are to be applied once a step is carried out, as far as can be told before. */
    public Set<Long> tags(Step step);

    /** Carries out a step up to its tags: the results of its records, by their position in the batch. */
    public Map<Integer, Result> run(Step step, Deadline deadline);

    /**
     * Ends steps that were run, now that their tags were applied.
     *
     * @param results of the records of these steps, none of which is untagged any more
     * @return the results, as they are in the end
     */
    public Map<Integer, Result> finish(List<Step> steps, Map<Integer, Result> results, Deadline deadline);
}
