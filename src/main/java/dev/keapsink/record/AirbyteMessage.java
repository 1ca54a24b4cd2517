package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message of Airbyte's protocol: its type, and the content that stands in the type's own field.
 *
 * @see <a href="https://docs.airbyte.com/understanding-airbyte/airbyte-protocol">Airbyte Protocol</a>
 */
record AirbyteMessage(String type, ObjectNode content) {

    private static final String RECORD = "RECORD";

    private static final Map<String, String> CONTENT_OF_TYPE = Map.of(
            RECORD,
            "record",
            "STATE",
            "state",
            "LOG",
            "log",
            "SPEC",
            "spec",
            "CONNECTION_STATUS",
            "connectionStatus",
            "CATALOG",
            "catalog",
            "TRACE",
            "trace",
            "CONTROL",
            "control",
            "DESTINATION_CATALOG",
            "destination_catalog");

    /**
     * Reads a body that holds only a type and the type's content. Most types are done without a write, which must never
     * happen to a record with a type and a state of its own.
     *
     * @return empty if the body is not an Airbyte message
     */
    static Optional<AirbyteMessage> of(ObjectNode body) {
        String type = body.path("type").asText();
        String name = CONTENT_OF_TYPE.get(type);
        if (name == null || !(body.get(name) instanceof ObjectNode content)) {
            return Optional.empty();
        }
        boolean nothingElse = body.properties().stream()
                .allMatch(field -> field.getKey().equals("type")
                        || field.getKey().equals(name)
                        || field.getValue().isNull());
        AirbyteMessage message = new AirbyteMessage(type, content);
        return nothingElse && (!message.isRecord() || message.isComplete()) ? Optional.of(message) : Optional.empty();
    }

    /** The record's data; any other type is a control message. */
    Layer layer() {
        return isRecord()
                ? new Layer.Wrapper((ObjectNode) content.path("data"), List.of(), emittedAt())
                : new Layer.Control();
    }

    /** The name of the record's stream; empty for a control message. */
    Optional<String> stream() {
        return isRecord() ? Optional.of(content.path("stream").asText()) : Optional.empty();
    }

    private boolean isRecord() {
        return type.equals(RECORD);
    }

    private boolean isComplete() {
        return content.path("stream").isTextual() && content.path("data").isObject();
    }

    /**
     * The moment at which the source emitted the record; empty if the message has none.
     *
     * @throws InvalidValue if the field holds no moment
     */
    private Optional<Version> emittedAt() {
        return content.hasNonNull("emitted_at")
                ? Optional.of(Version.of("emitted_at", content.path("emitted_at")))
                : Optional.empty();
    }
}
