package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;

/** A record that is to be written: its position in the batch, and its change with resolved names. */
public record PlannedRecord(RecordPosition position, Change change) {

    /** The record's number among all records of the batch, from 0. */
    public int index() {
        return position.index();
    }

    /** The message as if it held this record alone. */
    public Message message() {
        return position.message();
    }
}
