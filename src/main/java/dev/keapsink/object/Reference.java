package dev.keapsink.object;

import dev.keapsink.mapping.WriteOptions.Write;
import java.util.Optional;

/** The object that a record refers to, such as the contact of a note. Immutable. */
public sealed interface Reference {

    /** An object by its id in Keap. */
    record ById(long id) implements Reference {}

    /**
     * An object by its key.
     *
     * @param creation the change that creates the object if it is missing; empty if it is not to be created
     * @param write the effect on an object that the referring one has already
     */
    record ByKey(Key key, Optional<Change> creation, Write write) implements Reference {
        /** A reference that replaces another one. */
        public ByKey(Key key, Optional<Change> creation) {
            this(key, creation, Write.OVERWRITE);
        }

        /** A reference to an object that is not created if it is missing. */
        public ByKey(Key key) {
            this(key, Optional.empty());
        }

        /** The same reference with another effect. */
        public ByKey written(Write other) {
            return new ByKey(key, creation, other);
        }
    }

    /** Whether the reference counts only if the referring object has none of its field. */
    default boolean isFill() {
        return this instanceof ByKey byKey && byKey.write() == Write.FILL;
    }

    /** The id, or the key, as a text. It is personal. */
    default String text() {
        return switch (this) {
            case ById(long id) -> String.valueOf(id);
            case ByKey byKey -> byKey.key().text();
        };
    }
}
