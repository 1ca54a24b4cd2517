package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactKey;
import java.util.List;

/**
 * One write of one contact.
 *
 * @param parts the records it serves, in their order; several when they were coalesced
 * @param change what they want together
 */
record Step(List<Part> parts, ContactChange change) {

    static Step of(List<Part> parts) {
        return new Step(
                List.copyOf(parts),
                ContactChange.together(parts.stream().map(Part::change).toList()));
    }

    ContactKey key() {
        return change.key();
    }
}
