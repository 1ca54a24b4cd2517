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
        ContactChange change = parts.stream()
                .map(Part::change)
                .reduce(ContactChange::followedBy)
                .orElseThrow();
        return new Step(List.copyOf(parts), change);
    }

    ContactKey key() {
        return change.key();
    }
}
