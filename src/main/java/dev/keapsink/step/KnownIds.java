package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.util.Collection;
import java.util.Optional;

/** The ids in Keap of objects that were written before, by the key that their producer gave them. Threadsafe. */
public interface KnownIds {

    /** Without a ledger no id is known. */
    KnownIds NONE = new KnownIds() {
        @Override
        public void read(ObjectType type, Collection<String> sourceKeys, Deadline deadline) {}

        @Override
        public Optional<Long> of(ObjectType type, String sourceKey, Deadline deadline) {
            return Optional.empty();
        }
    };

    /**
     * Reads the ids of several objects in as few requests as possible. A failure shows when one of them is asked for.
     */
    void read(ObjectType type, Collection<String> sourceKeys, Deadline deadline);

    /**
     * The id of an object; empty if none is known.
     *
     * @throws KeapFailure if the ledger cannot be read
     */
    Optional<Long> of(ObjectType type, String sourceKey, Deadline deadline);
}
