package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the folder in which the destination keeps rejected rows, and finds the lines that they were made of. */
final class RejectedRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> REASONS = List.of("rejected_reason", "rejected_field", "rejected_message");

    private final List<Reject> rejects = new ArrayList<>();
    private int unknown;

    /** Reads the files of a folder; none are there if nothing was rejected. */
    static RejectedRows in(Path folder, List<AirbyteRow> rows) throws IOException {
        Map<JsonNode, List<AirbyteRow>> byData = new HashMap<>();
        rows.forEach(row ->
                byData.computeIfAbsent(row.data(), data -> new ArrayList<>()).add(row));
        RejectedRows found = new RejectedRows();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    for (String line : Files.readAllLines(file)) {
                        parsed(line).ifPresent(row -> found.add(row, byData));
                    }
                }
            }
        }
        return found;
    }

    /** A line that a killed process has left unfinished is none: its row was sent again. */
    private static Optional<ObjectNode> parsed(String line) {
        try {
            return Optional.of(JSON.readTree(line))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A row that was sent again after a kill is there twice. */
    private void add(ObjectNode stored, Map<JsonNode, List<AirbyteRow>> byData) {
        JsonNode data = stored.deepCopy().without(REASONS);
        List<AirbyteRow> rows = byData.getOrDefault(data, List.of());
        unknown += rows.isEmpty() ? 1 : 0;
        rows.forEach(row -> rejects.add(new Reject(
                id(row),
                stored.path("rejected_reason").asText(),
                // The message names the field.
                "",
                stored.path("rejected_message").asText())));
    }

    /** Returns what stands for the id of a row's message. */
    static String id(AirbyteRow row) {
        return Long.toString(row.line().number());
    }

    List<Reject> rejects() {
        return List.copyOf(rejects);
    }

    /** Returns one sentence for each fault of the folder; empty when all is well. */
    List<String> findings() {
        Stream<String> unsent = unknown == 0
                ? Stream.of()
                : Stream.of("The folder of rejected rows holds %,d rows that were never sent".formatted(unknown));
        Stream<String> unreasoned = rejects.stream()
                .filter(reject -> reject.reason().isEmpty() || reject.detail().isEmpty())
                .map(reject -> "Line %s was rejected without a reason".formatted(reject.sourceMessageId()));
        return Stream.concat(unsent, unreasoned).distinct().toList();
    }
}
