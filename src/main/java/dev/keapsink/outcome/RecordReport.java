package dev.keapsink.outcome;

import dev.keapsink.object.Key;
import dev.keapsink.record.Outcome;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a record at one delivery, for a lasting record of it.
 *
 * @param key of the object that the record is about; empty if the record could not be read
 * @param tags the ids of the tags that its contact was to have, or to lose
 */
public record RecordReport(RecordPosition position, Outcome outcome, Optional<Key> key, Set<Long> tags) {

    /** Without the key, which is personal. */
    @Override
    public String toString() {
        return "RecordReport[%d: %s]".formatted(position.index(), outcome);
    }
}
