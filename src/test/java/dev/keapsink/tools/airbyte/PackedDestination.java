package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packed destination as a process of its own, in a folder of its own. */
final class PackedDestination {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> its;
    private final Map<String, String> environment = new HashMap<>();

    private PackedDestination(Path folder, List<String> its) {
        this.folder = folder;
        this.its = its;
    }

    /** What a process that has ended said. */
    record Ended(int code, List<JsonNode> messages, String errors) {

        List<JsonNode> ofType(String type) {
            return messages.stream()
                    .filter(message -> message.path("type").asText().equals(type))
                    .toList();
        }

        /** The id and the counts of each state, such as {@code 1: 2 + 0}. */
        List<String> counts() {
            return ofType("STATE").stream()
                    .map(message -> message.path("state"))
                    .map(state -> "%s: %.0f + %.0f"
                            .formatted(
                                    state.path("id").asText(),
                                    state.at("/destinationStats/recordCount").asDouble(),
                                    state.at("/destinationStats/rejectedRecordCount")
                                            .asDouble()))
                    .toList();
        }

        /** The type of the failure and its sentence. */
        String failure() {
            return ofType("TRACE").stream()
                    .map(trace -> trace.at("/trace/error/failure_type").asText() + ": "
                            + trace.at("/trace/error/message").asText())
                    .findFirst()
                    .orElse("none");
        }

        String text() {
            return messages + errors;
        }
    }

    /** Unpacks the tools' zip into a folder. */
    static PackedDestination unpack(Path folder) throws IOException, InterruptedException {
        Process unzip = new ProcessBuilder(
                        "unzip", "-q", Path.of("target", "keap-sink-tools.zip").toString(), "-d", folder.toString())
                .inheritIO()
                .start();
        if (unzip.waitFor() != 0) {
            throw new IOException("The tools' zip cannot be unpacked");
        }
        return new PackedDestination(
                folder, List.of(folder.resolve("keap-sink-tools/keap-sink").toString(), "airbyte"));
    }

    /** The Singer target of the same zip. */
    PackedDestination singer() {
        return new PackedDestination(
                folder,
                List.of(folder.resolve("keap-sink-tools/keap-sink-singer").toString()));
    }

    /** The same destination with another variable. */
    PackedDestination with(String variable, String value) {
        PackedDestination other = new PackedDestination(folder, its);
        other.environment.putAll(environment);
        other.environment.put(variable, value);
        return other;
    }

    /** Writes a document into a file, with single quotation marks instead of double ones. */
    Path file(String document) {
        try {
            Path file = Files.createTempFile(folder, "document", ".json");
            return Files.writeString(file, document.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command; its errors go to a file. */
    Process start(Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(0, its);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createTempDirectory(folder, "work").toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Path errors() throws IOException {
        return Files.createTempFile(folder, "errors", "");
    }

    /** Runs a command to its end, with these lines as standard input. */
    Ended run(Iterable<String> lines, String... arguments) throws IOException, InterruptedException {
        Path errors = errors();
        Process process = start(errors, arguments);
        Thread feeder = Thread.startVirtualThread(() -> feed(process, lines));
        List<JsonNode> messages = new ArrayList<>();
        try (var out = process.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                messages.add(JSON.readTree(line));
            }
        }
        int code = process.waitFor();
        feeder.join();
        return new Ended(code, messages, Files.readString(errors));
    }

    /** Lines may have single quotation marks; the last one may lack its end. */
    private static void feed(Process process, Iterable<String> lines) {
        try (var in = process.outputWriter(UTF_8)) {
            for (String line : lines) {
                in.write(line.replace('\'', '"'));
                if (!line.endsWith("{")) {
                    in.write('\n');
                }
            }
        } catch (IOException e) {
            // The process has ended before it read everything; its exit code is compared.
        }
    }
}
