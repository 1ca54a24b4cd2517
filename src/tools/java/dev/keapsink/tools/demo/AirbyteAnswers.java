package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps what the destination says in all attempts of a sync: the last state of each stream, counts and errors. */
final class AirbyteAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> positions = new TreeMap<>();
    private double counted;
    private double rejected;
    private int states;
    private Optional<String> error = Optional.empty();

    /** Takes one line of the destination's output. */
    void take(String line) {
        JsonNode message = parsed(line);
        switch (message.path("type").asText()) {
            case "STATE" -> state(message.path("state"));
            case "TRACE" ->
                error = Optional.of(message.at("/trace/error/message").asText(""))
                        .filter(text -> !text.isEmpty())
                        .or(() -> error);
            default -> {}
        }
    }

    private void state(JsonNode state) {
        states++;
        positions.put(
                state.at("/stream/stream_descriptor/name").asText(),
                state.at("/stream/stream_state/position").asInt());
        counted += state.at("/destinationStats/recordCount").asDouble();
        rejected += state.at("/destinationStats/rejectedRecordCount").asDouble();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Returns how many rows of each stream its last state covers. */
    Map<String, Integer> positions() {
        return Map.copyOf(positions);
    }

    /** Returns how many rows the states cover. */
    int covered() {
        return positions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many states came back. */
    int states() {
        return states;
    }

    /** Returns the last error that the destination named. */
    Optional<String> error() {
        return error;
    }

    /** Returns the rows that the states count as written. */
    long countedAsWritten() {
        return Math.round(counted);
    }

    /** Returns the rows that the states count as rejected. */
    long countedAsRejected() {
        return Math.round(rejected);
    }
}
