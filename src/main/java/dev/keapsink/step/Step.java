package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import java.util.List;

/**
 * One write of one object.
 *
 * @param records the records that it serves, in their order; several if they were coalesced
 * @param change their changes together
 */
public record Step(List<PlannedRecord> records, Change change) {

    /** One write for several records of one object, at least one, in their order. */
    public static Step of(List<PlannedRecord> records) {
        // A single record keeps the very same change: its fingerprint is cached by identity.
        Change change = records.size() == 1
                ? records.getFirst().change()
                : Change.together(records.stream().map(PlannedRecord::change).toList());
        return new Step(List.copyOf(records), change);
    }

    /** The key of the object that is written. */
    public Key key() {
        return change.key();
    }
}
