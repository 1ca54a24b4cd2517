package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.outcome.Place;
import dev.keapsink.record.Message;

/** One record's share of a plan. */
public record Part(Place place, Change change) {

    /** Its number among all records of the batch, from 0. */
    public int position() {
        return place.position();
    }

    /** The message as if it held this record alone. */
    public Message message() {
        return place.message();
    }
}
