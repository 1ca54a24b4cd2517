package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactKey;
import dev.keapsink.contact.ContactMapper.Mapped;
import dev.keapsink.record.Message;

/**
 * What a message asks for, not yet held against the account.
 *
 * @param position the message's place in the batch
 */
record Draft(int position, Message message, Mapped.Wanted wanted) {

    ContactKey key() {
        return wanted.change().key();
    }

    /** The same, fitted to the account. */
    Part fitted(ContactChange change) {
        return new Part(position, message, change);
    }
}
