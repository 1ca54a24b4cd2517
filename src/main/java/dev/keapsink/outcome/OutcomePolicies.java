package dev.keapsink.outcome;

import dev.keapsink.keap.RecentSuccesses;
import java.time.Instant;
import java.util.Collection;

/**
 * Makes the outcome policy of each batch, with what earlier batches showed.
 *
 * @param delay how long a returned message stays hidden
 * @param strikeCounter the records that Keap refused before
 * @param recentSuccesses the calls that succeeded lately
 */
public record OutcomePolicies(RedeliveryDelay delay, StrikeCounter strikeCounter, RecentSuccesses recentSuccesses) {

    /** The policy for a batch that began at that moment and had these results. */
    public OutcomePolicy of(Collection<Result> results, Instant start) {
        return new OutcomePolicy(delay, strikeCounter, recentSuccesses, start, results);
    }

    /** Whether a record failed repeatedly while others succeeded, so that the others go first. */
    public boolean goesLast(RecordPosition position) {
        return strikeCounter.goesLast(position);
    }
}
