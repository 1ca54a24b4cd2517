package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as the producer meant it. */
public sealed interface SinkRecord {

    /**
     * A row of one stream; its data are still in the producer's own field names.
     *
     * @param type what the stream's rows are in Keap
     * @param defaults for what neither the header nor the data say
     */
    record Row(ObjectType type, Header header, Defaults defaults, ObjectNode data, Context context)
            implements SinkRecord {

        /** Without the data, which are personal. */
        @Override
        public String toString() {
            return "Row[" + type.stream() + ", " + header.operation() + "]";
        }
    }

    /** A message of the producer's own machinery: there is nothing to write, and nothing wrong with it. */
    record NoRecord() implements SinkRecord {}

    /**
     * What stands around a record's data.
     *
     * @param said all operations that the message names, understood or not
     * @param around the objects that the data were in, the innermost first
     * @param events those of EventBridge around these, the innermost first
     * @param faults what the header says and cannot be used; the record is told it together with what is wrong with its data
     */
    record Context(
            List<NamedOperation> said,
            List<ObjectNode> around,
            List<ObjectNode> events,
            List<Outcome.Rejected> faults) {
        /** Nothing stands around the data. */
        public static final Context NONE = new Context(List.of(), List.of(), List.of());

        public Context {
            said = List.copyOf(said);
            around = List.copyOf(around);
            events = List.copyOf(events);
            faults = List.copyOf(faults);
        }

        /** With nothing wrong. */
        Context(List<NamedOperation> said, List<ObjectNode> around, List<ObjectNode> events) {
            this(said, around, events, List.of());
        }

        Context with(List<Outcome.Rejected> more) {
            return more.isEmpty() ? this : new Context(said, around, events, more);
        }

        /** What the operations come to that are understood: nothing that is called a deletion anywhere is written. */
        Operation operation() {
            return !said.isEmpty() && said.stream().anyMatch(one -> one.means(Operation.DELETE))
                    ? Operation.DELETE
                    : Operation.UPSERT;
        }

        /** When EventBridge had the record. */
        Optional<Version> publishedAt() {
            return events.isEmpty()
                    ? Optional.empty()
                    : events.stream()
                            .flatMap(event -> Version.ofMoment(event.path("time")).stream())
                            .findFirst();
        }

        /** Without the data, which are personal. */
        @Override
        public String toString() {
            return "Context" + said;
        }
    }

    /**
     * What the message says about a record; a bare record may have none of it.
     *
     * @param operation what is understood of it; {@link Context#said} has what is not
     * @param version orders the writes of one object
     * @param tags to apply beside the configured ones
     * @param key the producer's own name for the record, which stays the same when the record changes
     */
    record Header(
            Operation operation,
            @Nullable Version version,
            List<TagText> tags,
            @Nullable String contactType,
            @Nullable String key) {
        static final Header NONE = new Header(Operation.UPSERT, null, List.of(), null);

        /** Without a key. */
        public Header(
                Operation operation, @Nullable Version version, List<TagText> tags, @Nullable String contactType) {
            this(operation, version, tags, contactType, null);
        }

        /** Without the key, which may be an address. */
        @Override
        public String toString() {
            return "Header[" + operation + "]";
        }
    }

    /** What message attributes say, where the record may say it itself. */
    record Defaults(List<TagText> tags, @Nullable String contactType) {
        /** Nothing was said. */
        public static final Defaults NONE = new Defaults(List.of(), null);
    }

    /** What to do with the record. */
    enum Operation {
        UPSERT,
        DELETE
    }
}
