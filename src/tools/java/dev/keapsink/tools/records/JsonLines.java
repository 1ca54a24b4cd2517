package dev.keapsink.tools.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.util.Optional;

/** Tells which lines hold JSON. Those that do not would be rejected for certain, so they are not sent to a queue. */
public final class JsonLines {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonLines() {}

    /** Returns the row, or a skipped one in place of a line that is not JSON; the reason quotes nothing of it. */
    public static Row checked(Row row) {
        return row instanceof Line line && json(line).isEmpty()
                ? new Skipped(line.number(), "not JSON: it takes an object, or an array of them, a line")
                : row;
    }

    /** Returns the content of a line; empty if it is no object, no array and no tombstone (a null). */
    public static Optional<JsonNode> json(Line line) {
        try {
            return Optional.<JsonNode>of(JSON.readValue(line.body()))
                    .filter(json -> json.isContainerNode() || json.isNull());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
