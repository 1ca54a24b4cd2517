package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record as the producer meant it. One nested type for every kind of object that can be written. */
public sealed interface SinkRecord {

    /** A contact; its data are still in the producer's own field names. */
    record Contact(Header header, ObjectNode data) implements SinkRecord {
        /** Without the data, which are personal. */
        @Override
        public String toString() {
            return "Contact[" + header.operation() + "]";
        }
    }

    /**
     * What the envelope says about a record; a bare record has none of it.
     *
     * @param version orders the writes of one contact
     * @param tags tag ids to apply beside the configured ones
     */
    record Header(
            Operation operation,
            @Nullable Version version,
            Set<Long> tags,
            @Nullable String contactType) {
        static final Header NONE = new Header(Operation.UPSERT, null, Set.of(), null);
    }

    /** What to do with the record. */
    enum Operation {
        UPSERT,
        DELETE
    }
}
