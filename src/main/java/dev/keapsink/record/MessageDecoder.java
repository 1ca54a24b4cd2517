package dev.keapsink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads a message that holds one record. Its structure alone tells the format. SNS notifications and EventBridge events
 * may be wrapped around it. Inside is an Airbyte message, an envelope (an object whose {@code data} is an object), or
 * one of the {@link Dialect dialects} of change streams. Any other object is the record itself. All else becomes a
 * rejection, never an exception.
 */
public final class MessageDecoder {

    /** A hundred times the size of a contact's record. It bounds the time that any body can take. */
    static final int MAX_BYTES = 256 * 1024;

    private final Streams streams;

    /**
     * @param streams a record of any other stream is rejected
     */
    public MessageDecoder(Streams streams) {
        this.streams = streams;
    }

    /** The record in a message, or the reason why there is none. */
    public Checked<SinkRecord> decode(Message message) {
        try {
            Attributes attributes = new Attributes(message.attributes());
            ObjectNode body = Payload.object(bounded(message.body()), "body", attributes);
            return new Checked.Valid<>(Layers.record(Unwrapped.of(body, attributes), streams));
        } catch (InvalidValue e) {
            return new Checked.Invalid<>(e.rejection());
        }
    }

    static boolean isTooLarge(String body) {
        // A character takes one to three bytes, so that most bodies need not be measured.
        return body.length() > MAX_BYTES / 3 && body.getBytes(UTF_8).length > MAX_BYTES;
    }

    private static String bounded(String body) {
        if (isTooLarge(body)) {
            throw InvalidValue.unreadable("The body is larger than %d KiB.".formatted(MAX_BYTES / 1024));
        }
        return body;
    }
}
