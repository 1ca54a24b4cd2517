package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import java.util.List;

/**
 * One write of one object.
 *
 * @param parts the records it serves, in their order; several when they were coalesced
 * @param change what they want together
 */
public record Step(List<Part> parts, Change change) {

    /** One write for several records of one object, at least one, in their order. */
    public static Step of(List<Part> parts) {
        // One alone stays the very same: what it asks of Keap is known by it.
        Change change = parts.size() == 1
                ? parts.getFirst().change()
                : Change.together(parts.stream().map(Part::change).toList());
        return new Step(List.copyOf(parts), change);
    }

    /** Which object is written. */
    public Key key() {
        return change.key();
    }
}
