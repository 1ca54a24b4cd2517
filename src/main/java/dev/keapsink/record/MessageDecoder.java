package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message's body. Two shapes are told apart by structure alone: an object whose {@code data} is an object is an
 * envelope; any other object is the record itself. Whatever else arrives is a reason, never an exception.
 */
public final class MessageDecoder {

    private static final String CONTACTS = "contacts";

    /** No record of a CRM is nested deeper, and a parser that stops early cannot be stalled by a depth bomb. */
    private static final int MAX_DEPTH = 50;

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The record in a message, or why there is none. */
    public Checked<SinkRecord> decode(Message message) {
        try {
            JsonNode body = JSON.readValue(message.body());
            if (body instanceof ObjectNode object) {
                return new Checked.Valid<>(record(object));
            }
            return unreadable("The body is JSON, but not an object; send one JSON object a message.");
        } catch (InvalidValue e) {
            return new Checked.Invalid<>(e.rejection());
        } catch (StreamConstraintsException e) {
            return unreadable(
                    "The body is nested more than %d levels deep, or holds a number or a name that is too long."
                            .formatted(MAX_DEPTH));
        } catch (JsonProcessingException e) {
            return unreadable("The body is not JSON: %s".formatted(place(e)));
        }
    }

    private static SinkRecord record(ObjectNode body) {
        return body.get("data") instanceof ObjectNode data
                ? new SinkRecord.Contact(header(body), data)
                : new SinkRecord.Contact(SinkRecord.Header.NONE, body);
    }

    private static SinkRecord.Header header(ObjectNode envelope) {
        String stream = text(envelope, "stream");
        if (stream != null && !stream.equalsIgnoreCase(CONTACTS)) {
            throw new InvalidValue(new Outcome.Rejected(
                    Reason.UNKNOWN_STREAM, "stream", "This sink writes the stream \"contacts\" and no other."));
        }
        String version = text(envelope, "version");
        return new SinkRecord.Header(
                operation(text(envelope, "op")),
                version == null ? null : Version.of(envelope.get("version")),
                TagIds.of(envelope.get("tags")),
                text(envelope, "contact_type"));
    }

    private static SinkRecord.Operation operation(@Nullable String op) {
        return switch (op == null ? "upsert" : op.toLowerCase(Locale.ROOT)) {
            case "upsert" -> SinkRecord.Operation.UPSERT;
            case "delete" -> SinkRecord.Operation.DELETE;
            default -> throw new InvalidValue("op", "must be \"upsert\" or \"delete\"");
        };
    }

    private static @Nullable String text(ObjectNode envelope, String name) {
        JsonNode value = envelope.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new InvalidValue(name, "must be a text or a number");
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    private static Checked<SinkRecord> unreadable(String detail) {
        return new Checked.Invalid<>(new Outcome.Rejected(Reason.UNREADABLE, null, detail));
    }

    /** Where parsing stopped; the parser's own message would quote the body, which may be personal. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it could not be parsed."
                : "parsing stopped at line %d, column %d."
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
