package dev.keapsink.object;

import java.util.Optional;

/** The object that a record refers to, such as the contact of a note. Immutable. */
public sealed interface Reference {

    /** The reference as a text, which differs from those to other objects. It is personal. */
    String text();

    /** An object by its id in Keap. */
    record ById(long id) implements Reference {
        @Override
        public String text() {
            return String.valueOf(id);
        }
    }

    /**
     * An object by its key.
     *
     * @param creation the change that creates the object if it is missing; empty if it is not to be created
     */
    record ByKey(Key key, Optional<Change> creation) implements Reference {
        /** A reference to an object that is not created if it is missing. */
        public ByKey(Key key) {
            this(key, Optional.empty());
        }

        @Override
        public String text() {
            return key.text();
        }
    }
}
