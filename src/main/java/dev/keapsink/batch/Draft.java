package dev.keapsink.batch;

import dev.keapsink.contact.ContactMapper.Mapped;

/** What one record asks for, not yet held against the account. */
record Draft(Place place, Mapped.Wanted wanted) {

    Draft withoutSourceKey() {
        return new Draft(place, new Mapped.Wanted(wanted.change().named(null), wanted.wishes(), wanted.unused()));
    }

    /** The same as if the account had all that it names. */
    Part unfitted() {
        return new Part(place, wanted.change());
    }
}
