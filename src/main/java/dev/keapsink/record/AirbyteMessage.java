package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message of Airbyte's protocol: its type, and its content in the field that belongs to the type.
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
     * The message that a body is. It has nothing but the two fields: most types are done without being written, which must
     * never happen to a record that has a type and a state of its own.
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

    /** The record, or nothing to write. */
    Layer layer() {
        return isRecord()
                ? new Layer.Around((ObjectNode) content.path("data"), List.of(), emittedAt())
                : new Layer.Control();
    }

    private boolean isRecord() {
        return type.equals(RECORD);
    }

    private boolean isComplete() {
        return content.path("stream").isTextual() && content.path("data").isObject();
    }

    /**
     * When the source emitted the record.
     *
     * @throws InvalidValue if that is no moment
     */
    private Optional<Version> emittedAt() {
        return content.hasNonNull("emitted_at")
                ? Optional.of(Version.of("emitted_at", content.path("emitted_at")))
                : Optional.empty();
    }
}
