package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.outcome.Place;
import dev.keapsink.record.Message;

/** One record's share of a plan. */
public record Part(Place place, Change change) {

    public int position() {
        return place.position();
    }

    public Message message() {
        return place.message();
    }
}
