package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as the producer meant it. */
public sealed interface SinkRecord {

    /**
     * A row of one stream, its data under the producer's own field names.
     *
     * @param type the type of the row in Keap
     * @param defaults values for which neither the header nor the data have their own
     */
    record Row(ObjectType type, Header header, Defaults defaults, ObjectNode data, Context context)
            implements SinkRecord {

        /** Omits the data, which are personal. */
        @Override
        public String toString() {
            return "Row[" + type.stream() + ", " + header.operation() + "]";
        }
    }

    /** A control message of the producer: there is nothing to write, and nothing is wrong. */
    record NoRecord() implements SinkRecord {}

    /**
     * The surroundings of a record's data.
     *
     * @param said all operations that the message names, known and unknown
     * @param around the objects that contain the data, the innermost first
     * @param events the EventBridge events around these, the innermost first
     * @param faults the unusable parts of the header, which are reported together with those of the data
     */
    record Context(
            List<NamedOperation> said,
            List<ObjectNode> around,
            List<ObjectNode> events,
            List<Outcome.Rejected> faults) {
        /** No surroundings. */
        public static final Context NONE = new Context(List.of(), List.of(), List.of());

        public Context {
            said = List.copyOf(said);
            around = List.copyOf(around);
            events = List.copyOf(events);
            faults = List.copyOf(faults);
        }

        /** Surroundings without a fault. */
        Context(List<NamedOperation> said, List<ObjectNode> around, List<ObjectNode> events) {
            this(said, around, events, List.of());
        }

        Context with(List<Outcome.Rejected> more) {
            return more.isEmpty() ? this : new Context(said, around, events, more);
        }

        /** The operation of the record: a delete if any of the operations is a delete, else an upsert. */
        Operation operation() {
            return !said.isEmpty() && said.stream().anyMatch(one -> one.means(Operation.DELETE))
                    ? Operation.DELETE
                    : Operation.UPSERT;
        }

        /** The moment at which EventBridge had the record; empty if no event tells it. */
        Optional<Version> publishedAt() {
            return events.isEmpty()
                    ? Optional.empty()
                    : events.stream()
                            .flatMap(event -> Version.ofMoment(event.path("time")).stream())
                            .findFirst();
        }

        /** Omits the data, which are personal. */
        @Override
        public String toString() {
            return "Context" + said;
        }
    }

    /**
     * The part of a message that describes its record. A bare record may have none of it.
     *
     * @param operation by the known words; {@link Context#said} has the unknown ones too
     * @param version orders the writes of one object
     * @param tags applied beside the configured ones
     * @param key the producer's own name for the record, which stays the same when the record changes
     */
    record Header(
            Operation operation,
            @Nullable Version version,
            List<TagText> tags,
            @Nullable String contactType,
            @Nullable String key) {
        static final Header NONE = new Header(Operation.UPSERT, null, List.of(), null);

        /** A header without a key. */
        public Header(
                Operation operation, @Nullable Version version, List<TagText> tags, @Nullable String contactType) {
            this(operation, version, tags, contactType, null);
        }

        /** Omits the key, which may be an address. */
        @Override
        public String toString() {
            return "Header[" + operation + "]";
        }
    }

    /** Values of message attributes, for a record that does not have its own. */
    record Defaults(List<TagText> tags, @Nullable String contactType) {
        /** No defaults. */
        public static final Defaults NONE = new Defaults(List.of(), null);
    }

    /** The operation on a record. */
    enum Operation {
        UPSERT,
        DELETE
    }
}
