package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record as the producer meant it. One nested type for every kind of object that can be written. */
public sealed interface SinkRecord {

    /**
     * A contact; its data are still in the producer's own field names.
     *
     * @param defaults for what neither the header nor the data say
     */
    record Contact(Header header, Defaults defaults, ObjectNode data) implements SinkRecord {
        /** Without the data, which are personal. */
        @Override
        public String toString() {
            return "Contact[" + header.operation() + "]";
        }
    }

    /** A message of the producer's own machinery: there is nothing to write, and nothing wrong with it. */
    record NoRecord() implements SinkRecord {}

    /**
     * What the message says about a record; a bare record may have none of it.
     *
     * @param version orders the writes of one contact
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
        DELETE;

        /** Reads an operation in any case. */
        static Operation of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "upsert" -> UPSERT;
                case "delete" -> DELETE;
                default -> throw new InvalidValue("op", "must be \"upsert\" or \"delete\"");
            };
        }
    }
}
