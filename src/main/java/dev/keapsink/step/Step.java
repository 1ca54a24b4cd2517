package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import java.util.List;

/**
 * One write of one object.
 *
 * @param records the records it serves, in their order; several when they were coalesced
 * @param change what they want together
 */
public record Step(List<PlannedRecord> records, Change change) {

    /** One write for several records of one object, at least one, in their order. */
    public static Step of(List<PlannedRecord> records) {
        // One alone stays the very same: what it asks of Keap is known by it.
        Change change = records.size() == 1
                ? records.getFirst().change()
                : Change.together(records.stream().map(PlannedRecord::change).toList());
        return new Step(List.copyOf(records), change);
    }

    /** Which object is written. */
    public Key key() {
        return change.key();
    }
}
