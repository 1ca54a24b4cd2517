package dev.keapsink.tools.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.StreamSupport;

/**
 * An event source mapping, by Lambda's description of it.
 *
 * @param reportsFailures whether Lambda reads from the reply which messages failed
 */
record Mapping(
        String id, String queueArn, String functionArn, int batchSize, Duration window, boolean reportsFailures) {

    static Mapping of(JsonNode description) {
        return new Mapping(
                description.path("UUID").asText(),
                description.path("EventSourceArn").asText(),
                description.path("FunctionArn").asText(),
                description.path("BatchSize").asInt(),
                Duration.ofSeconds(
                        description.path("MaximumBatchingWindowInSeconds").asLong()),
                StreamSupport.stream(description.path("FunctionResponseTypes").spliterator(), false)
                        .anyMatch(type -> type.asText().equals("ReportBatchItemFailures")));
    }
}
