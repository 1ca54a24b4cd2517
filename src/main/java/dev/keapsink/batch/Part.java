package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.record.Message;

/** One record's share of a plan. */
record Part(Place place, ContactChange change) {

    int position() {
        return place.position();
    }

    Message message() {
        return place.message();
    }
}
