package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactKey;
import java.util.List;

/**
 * One write of one contact.
 *
 * @param parts the messages it serves, in their order; several when they were coalesced
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

    /** How many Keap calls it takes when nothing goes wrong: a contact without a safe upsert is looked up first. */
    int calls() {
        return change.isDelete() || key() instanceof ContactKey.ByPhone ? 2 : 1;
    }

    ContactKey key() {
        return change.key();
    }
}
