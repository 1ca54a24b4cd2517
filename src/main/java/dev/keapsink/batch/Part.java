package dev.keapsink.batch;

import dev.keapsink.object.Change;
import dev.keapsink.record.Message;

/** One record's share of a plan. */
record Part(Place place, Change change) {

    int position() {
        return place.position();
    }

    Message message() {
        return place.message();
    }
}
