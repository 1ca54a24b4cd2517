package dev.keapsink.outcome;

import dev.keapsink.keap.Evidence;
import java.time.Instant;
import java.util.Collection;

/**
 * What judging one batch has to know of those before it.
 *
 * @param delay how long a returned message stays hidden
 * @param suspects the records that failed by themselves before
 * @param evidence what succeeded lately
 */
public record Judges(RedeliveryDelay delay, Suspects suspects, Evidence evidence) {

    /** Judges a batch that began at that moment. */
    public Verdicts of(Collection<Result> results, Instant start) {
        return new Verdicts(delay, suspects, evidence, start, results);
    }

    /** Whether a record failed by itself again and again, so that the others go first. */
    public boolean goesLast(Place place) {
        return suspects.goesLast(place);
    }
}
