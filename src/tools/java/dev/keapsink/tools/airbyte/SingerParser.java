package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reads lines of the Singer specification. A record becomes one of Airbyte's, so that the sink reads both alike. */
final class SingerParser {

    private SingerParser() {}

    /** The meaning of a line. Never throws for what a line holds. */
    static Input parse(byte[] line) {
        return InputParser.parse(line, (unused, message) -> meaning(message));
    }

    /** A type that is not known, such as BATCH, may bring records, and so is not passed over. */
    private static Input meaning(ObjectNode message) {
        return switch (message.path("type").asText()) {
            case "SCHEMA" -> schema(message);
            case "RECORD" -> record(message);
            case "STATE" ->
                message.has("value")
                        ? new Input.State(
                                StateLine.plain(message.get("value").toString().getBytes(UTF_8)))
                        : new Input.Unreadable();
            // Replaces a table, and nothing is removed from Keap.
            case "ACTIVATE_VERSION" -> new Input.Other();
            default -> new Input.Unreadable();
        };
    }

    private static Input schema(ObjectNode message) {
        JsonNode properties = message.path("key_properties");
        List<List<String>> key = new ArrayList<>();
        properties.forEach(name -> key.add(List.of(name.asText())));
        boolean isReadable = message.path("stream").isTextual()
                && (properties.isArray() || properties.isNull() || properties.isMissingNode());
        return isReadable ? new Input.Schema(StreamName.of(message, "stream"), key) : new Input.Unreadable();
    }

    private static Input record(ObjectNode message) {
        ObjectNode record = message.objectNode();
        record.set("stream", message.path("stream"));
        record.set("data", message.path("record"));
        if (message.hasNonNull("time_extracted")) {
            record.set("emitted_at", message.get("time_extracted"));
        }
        return InputParser.record(record);
    }
}
