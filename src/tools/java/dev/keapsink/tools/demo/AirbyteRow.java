package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.records.RecordFile.Line;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A line as a source of Airbyte has it: a row of a stream, whose columns hold what the line's envelope says.
 *
 * @param line that the row is made of
 * @param stream the name of its stream
 * @param data its columns
 * @param version orders the rows of one object; 0 for a line without one
 */
record AirbyteRow(Line line, String stream, ObjectNode data, long version) {
    /** The columns for what only an envelope has. No field of Keap has these names. */
    static final String KEY = "row_id";

    static final String VERSION = "row_version";

    private static final String DELETED = "_ab_cdc_deleted_at";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> COLUMNS =
            Map.of("key", KEY, "version", VERSION, "tags", "tags", "contact_type", "contact_type");

    /** Returns the row of a line; empty for a line that no source would have, or whose stream is none of Keap's. */
    static Optional<AirbyteRow> of(Line line) {
        if (!(parsed(line.body()) instanceof ObjectNode object)) {
            return Optional.empty();
        }
        boolean isEnvelope = object.path("data").isObject();
        String stream = isEnvelope ? object.path("stream").asText(ObjectType.CONTACTS.stream()) : "contacts";
        return ObjectType.ofStream(stream)
                .map(type -> new AirbyteRow(
                        line,
                        type.stream(),
                        isEnvelope ? columns(object) : object,
                        isEnvelope ? version(object.path("version")) : 0));
    }

    /** A version is a number or a moment. */
    private static long version(JsonNode version) {
        try {
            return version.isTextual() ? Instant.parse(version.asText()).toEpochMilli() : version.asLong();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private static ObjectNode columns(ObjectNode envelope) {
        ObjectNode data = envelope.path("data").deepCopy();
        COLUMNS.forEach((name, column) -> {
            if (envelope.has(name)) {
                data.set(column, envelope.get(name));
            }
        });
        if (envelope.path("op").asText().equals("delete")) {
            data.put(DELETED, "2026-11-30T22:00:00Z");
        }
        return data;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
