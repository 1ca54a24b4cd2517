package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;

/** One record's share of a plan. */
public record PlannedRecord(RecordPosition position, Change change) {

    /** Its number among all records of the batch, from 0. */
    public int index() {
        return position.index();
    }

    /** The message as if it held this record alone. */
    public Message message() {
        return position.message();
    }
}
