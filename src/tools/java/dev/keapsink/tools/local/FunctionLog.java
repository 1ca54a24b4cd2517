package dev.keapsink.tools.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the log of a function's process: one JSON object a line, and between them lines that the JVM prints. A log that
 * cannot be read has one line, which says so.
 */
public record FunctionLog(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_LINES = 15;
    private static final String CAUSED_BY = "Caused by: ";

    String lastLines() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Returns the JSON entries, without the lines that the JVM printed. */
    List<JsonNode> entries() {
        return lines().stream()
                .filter(line -> line.startsWith("{"))
                .map(FunctionLog::parsed)
                .toList();
    }

    /** Returns the message of the last entry at level ERROR. */
    public Optional<String> lastError() {
        return lines().stream()
                .filter(line -> line.contains("\"ERROR\""))
                .map(FunctionLog::parsed)
                .filter(entry -> entry.path("level").asText().equals("ERROR"))
                .map(entry -> entry.path("message").asText())
                .reduce((earlier, later) -> later);
    }

    /** Returns the last line of the message of the innermost exception. A failed start prints its reason there. */
    Optional<String> rootCause() {
        List<String> lines = lines();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith(CAUSED_BY))
                .mapToObj(i -> lines.stream()
                        .skip(i)
                        .takeWhile(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                        .reduce("", (earlier, later) -> later))
                .map(line -> line.replaceFirst("^(Caused by: |\\s+)([\\w.$]+: )?", ""))
                .reduce((earlier, later) -> later);
    }

    List<String> lines() {
        try {
            return new String(Files.readAllBytes(file), UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
