package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.BiFunction;

/** Reads lines of Airbyte's protocol. Unknown properties are part of it, and never a fault. */
final class InputParser {

    /** Numbers keep their digits: a phone number or an amount must not come out of a double. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private InputParser() {}

    /** The meaning of a line. Never throws for what a line holds. */
    static Input parse(byte[] line) {
        return parse(line, InputParser::meaning);
    }

    /**
     * The meaning of a line of another protocol.
     *
     * @param meaning of the line's bytes and the message in them
     */
    static Input parse(byte[] line, BiFunction<byte[], ObjectNode, Input> meaning) {
        try {
            return JSON.readTree(line) instanceof ObjectNode message
                    ? meaning.apply(line, message)
                    : new Input.Unreadable();
        } catch (JsonProcessingException e) {
            return new Input.Unreadable();
        } catch (IOException e) {
            // Bytes that are not UTF-8.
            return new Input.Unreadable();
        }
    }

    private static Input meaning(byte[] line, ObjectNode message) {
        return switch (message.path("type").asText()) {
            case "RECORD" -> record(message.path("record"));
            case "STATE" ->
                message.path("state").isObject()
                        ? new Input.State(StateLine.of(line, message))
                        : new Input.Unreadable();
            case "TRACE" -> status(message.path("trace"));
            case "" -> new Input.Unreadable();
            default -> new Input.Other();
        };
    }

    /** A record in its own fields, {@code stream}, {@code data} and {@code emitted_at}. */
    static Input record(JsonNode record) {
        if (!(record.path("data") instanceof ObjectNode data)
                || !record.path("stream").isTextual()) {
            return new Input.Unreadable();
        }
        ObjectNode alone = data.objectNode();
        alone.put("type", "RECORD");
        ObjectNode content = alone.putObject("record");
        content.set("stream", record.get("stream"));
        content.set("data", data);
        if (record.hasNonNull("emitted_at")) {
            content.set("emitted_at", record.get("emitted_at"));
        }
        return new Input.Row(StreamName.of(record, "stream"), alone, data);
    }

    private static Input status(JsonNode trace) {
        JsonNode status = trace.path("stream_status");
        boolean isComplete = trace.path("type").asText().equals("STREAM_STATUS")
                && status.path("status").asText().equals("COMPLETE");
        return isComplete
                ? new Input.Complete(StreamName.of(status.path("stream_descriptor"), "name"))
                : new Input.Other();
    }
}
