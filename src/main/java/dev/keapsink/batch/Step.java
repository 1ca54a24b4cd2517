package dev.keapsink.batch;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import java.util.List;

/**
 * One write of one contact.
 *
 * @param parts the records it serves, in their order; several when they were coalesced
 * @param change what they want together
 */
record Step(List<Part> parts, Change change) {

    static Step of(List<Part> parts) {
        return new Step(
                List.copyOf(parts),
                Change.together(parts.stream().map(Part::change).toList()));
    }

    Key key() {
        return change.key();
    }
}
