package dev.keapsink.outcome;

import dev.keapsink.record.Message;

/**
 * A record's position in a batch.
 *
 * @param index the record's number among all records of the batch, from 0
 * @param messageIndex its message's number among the messages of the batch, from 0
 * @param number the record's number among the items or lines of its message, from 1; 0 if the message is the record
 *     itself
 * @param message the message as if it held this record alone
 */
public record RecordPosition(int index, int messageIndex, int number, Message message) {

    /** An id that is unique to the record and the same at every delivery of its message. */
    public String id() {
        return isAlone() ? message.id() : message.id() + "#" + number;
    }

    /** How often its message was received. */
    public int receiveCount() {
        return message.delivery().receiveCount();
    }

    /** Whether it was delivered so often that a failure of this record alone may be its own fault. */
    public boolean isOftenDelivered() {
        return receiveCount() >= OutcomePolicy.DELIVERIES_TO_REJECT;
    }

    /** Whether its message holds no other record. */
    public boolean isAlone() {
        return number == 0;
    }
}
