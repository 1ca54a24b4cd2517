package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands around a record's data, and beside it in message attributes; the envelope wins. */
record Envelope(ObjectNode fields, Attributes attributes) {

    private static final String CONTACTS = "contacts";

    /** No envelope: the attributes alone say what is meant. */
    static Envelope none(Attributes attributes) {
        return new Envelope(JsonNodeFactory.instance.objectNode(), attributes);
    }

    /**
     * The contact that these data mean.
     *
     * @param emittedAt the data's own moment, which orders them if nothing else does
     * @throws InvalidValue if the envelope or an attribute holds something that cannot be meant
     */
    SinkRecord.Contact contact(ObjectNode data, Optional<Version> emittedAt) {
        checkStream();
        return new SinkRecord.Contact(header(emittedAt), attributes.defaults(), data);
    }

    private void checkStream() {
        String own = text("stream");
        String stream = own == null ? attributes.stream().orElse(CONTACTS) : own;
        if (!stream.equalsIgnoreCase(CONTACTS)) {
            throw new InvalidValue(new Outcome.Rejected(
                    Reason.UNKNOWN_STREAM,
                    "stream",
                    "The %s names a stream other than \"contacts\", which is all that this sink writes."
                            .formatted(own == null ? "message attribute" : "envelope")));
        }
    }

    private SinkRecord.Header header(Optional<Version> emittedAt) {
        String op = text("op");
        Optional<SinkRecord.Operation> meant = attributes.operation();
        return new SinkRecord.Header(
                op == null ? meant.orElse(SinkRecord.Operation.UPSERT) : SinkRecord.Operation.of(op),
                version(emittedAt).orElse(null),
                TagTexts.of(fields.get("tags")),
                text("contact_type"),
                key().orElse(null));
    }

    /** Whatever cannot be a key is none: for a long time nobody looked at it. */
    private Optional<String> key() {
        JsonNode own = fields.path("key");
        String text = own.isValueNode() && !own.isNull() ? Blanks.strip(own.asText()) : "";
        return text.isEmpty() ? attributes.key() : Optional.of(text);
    }

    private Optional<Version> version(Optional<Version> emittedAt) {
        Optional<Version> own =
                Optional.ofNullable(text("version")).map(text -> Version.of("version", fields.path("version")));
        Optional<Version> beside = attributes.version();
        Optional<Version> emittedBeside = attributes.emittedAt();
        return own.or(() -> beside).or(() -> emittedAt).or(() -> emittedBeside);
    }

    private @Nullable String text(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new InvalidValue(name, "must be a text or a number");
        }
        String text = Blanks.strip(value.asText());
        return text.isEmpty() ? null : text;
    }
}
