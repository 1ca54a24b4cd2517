package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.record.Message;

/**
 * One message's share of a plan.
 *
 * @param position the message's place in the batch
 */
record Part(int position, Message message, ContactChange change) {}
