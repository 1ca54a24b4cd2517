package dev.keapsink.outcome;

import dev.keapsink.keap.RecentSuccesses;
import java.time.Instant;
import java.util.Collection;

/**
 * What judging one batch has to know of those before it.
 *
 * @param delay how long a returned message stays hidden
 * @param strikeCounter the records that failed by themselves before
 * @param recentSuccesses what succeeded lately
 */
public record OutcomePolicies(RedeliveryDelay delay, StrikeCounter strikeCounter, RecentSuccesses recentSuccesses) {

    /** Judges a batch that began at that moment. */
    public OutcomePolicy of(Collection<Result> results, Instant start) {
        return new OutcomePolicy(delay, strikeCounter, recentSuccesses, start, results);
    }

    /** Whether a record failed by itself again and again, so that the others go first. */
    public boolean goesLast(RecordPosition position) {
        return strikeCounter.goesLast(position);
    }
}
