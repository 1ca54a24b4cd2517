package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a line on standard input means to the destination. */
sealed interface Input {

    /**
     * A record.
     *
     * @param message the protocol's message with nothing but the record's stream, data and time
     * @param data of the record, which the message holds too
     */
    record Row(StreamName stream, ObjectNode message, ObjectNode data) implements Input {}

    /**
     * A stream is announced. Airbyte has a catalog instead.
     *
     * @param key the paths of the parts of its records' key; empty for none
     */
    record Schema(StreamName stream, List<List<String>> key) implements Input {}

    /** A checkpoint of the source. */
    record State(StateLine line) implements Input {}

    /** The source has sent all records of a stream. */
    record Complete(StreamName stream) implements Input {}

    /** A message that is not for a destination. */
    record Other() implements Input {}

    /** A line that is no message, or a record without its parts. What it was meant to be is lost. */
    record Unreadable() implements Input {}

    /** Standard input has ended. */
    record End() implements Input {}
}
