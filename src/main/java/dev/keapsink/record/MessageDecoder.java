package dev.keapsink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads a message of one record in each of its shapes, which are told apart by structure alone. Once unwrapped, a body is
 * a message of Airbyte's protocol, an envelope (an object whose {@code data} is an object), or else the record itself.
 * Whatever else arrives is a reason, never an exception.
 */
public final class MessageDecoder {

    /** A hundred times what a contact needs; it bounds the time that any body can take. */
    static final int MAX_BYTES = 256 * 1024;

    /** The record in a message, or why there is none. */
    public Checked<SinkRecord> decode(Message message) {
        try {
            ObjectNode body = Json.object(bounded(message.body()), "body");
            return new Checked.Valid<>(record(Unwrapped.of(body, new Attributes(message.attributes()))));
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

    private static SinkRecord record(Unwrapped message) {
        ObjectNode body = message.body();
        Optional<AirbyteMessage> airbyte = AirbyteMessage.of(body);
        if (airbyte.isPresent()) {
            return airbyte.get().isRecord()
                    ? Envelope.none(message.attributes())
                            .contact(airbyte.get().data(), airbyte.get().emittedAt())
                    : new SinkRecord.NoRecord();
        }
        return body.get("data") instanceof ObjectNode data
                ? new Envelope(body, message.attributes()).contact(data, Optional.empty())
                : Envelope.none(message.attributes()).contact(body, Optional.empty());
    }
}
