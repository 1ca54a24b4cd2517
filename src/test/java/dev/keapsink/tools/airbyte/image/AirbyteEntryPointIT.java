package dev.keapsink.tools.airbyte.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The image without a container: its context in a plain folder, and its entry point as the platform starts it. With the
 * rights of root it runs as the image's user 1000, who owns the folder; otherwise as the user of the tests.
 */
@Timeout(300)
class AirbyteEntryPointIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String USER = "1000";

    private static Path image;

    @BeforeAll
    static void pack() throws Exception {
        image = Files.createTempDirectory("airbyte-image");
        Path context = image.resolve("airbyte");
        Path log = image.resolve("log");
        succeeds(log, "sh", "docker/airbyte/context", "target/keap-sink-tools.zip", context.toString());
        if (isRoot()) {
            // The user has to pass through it.
            Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rwxr-xr-x"));
            succeeds(log, "chown", "--recursive", USER + ":" + USER, context.toString());
        }
    }

    @AfterAll
    static void delete() throws Exception {
        new ProcessBuilder("rm", "-rf", image.toString()).start().waitFor();
    }

    @Test
    void theContextHasTheToolsWithoutTheFunction() {
        assertThat(image.resolve("airbyte/Dockerfile")).exists();
        assertThat(image.resolve("airbyte/keap-sink-tools/lib/keap-sink.jar")).exists();
        assertThat(image.resolve("airbyte/keap-sink-tools/lib"))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("postgresql-"));
        assertThat(image.resolve("airbyte/keap-sink-tools/function.zip")).doesNotExist();
    }

    @Test
    void printsOneSpecAndNothingElse() throws Exception {
        List<String> lines = output("spec");

        assertThat(lines).hasSize(1);
        JsonNode message = JSON.readTree(lines.getFirst());
        assertThat(message.path("type").asText()).isEqualTo("SPEC");
        assertThat(message.path("spec")
                        .path("connectionSpecification")
                        .path("properties")
                        .has("credentials"))
                .isTrue();
    }

    @Test
    void endsWithOneStatusForSettingsThatAreWrong() throws Exception {
        Path config = Files.writeString(image.resolve("config.json"), "{}");

        List<JsonNode> statuses = new ArrayList<>();
        for (String line : output("check", "--config", config.toString())) {
            JsonNode message = JSON.readTree(line);
            if (message.path("type").asText().equals("CONNECTION_STATUS")) {
                statuses.add(message.path("connectionStatus"));
            }
        }

        assertThat(statuses).hasSize(1);
        assertThat(statuses.getFirst().path("status").asText()).isEqualTo("FAILED");
        assertThat(statuses.getFirst().path("message").asText()).contains("credentials");
    }

    @Test
    void runsAsTheUserOfTheImageWhoOwnsItsFolder() throws Exception {
        assumeThat(isRoot())
                .as("only root can start a process of another user; skipped")
                .isTrue();

        assertThat(run(List.of("sh", "-c", "id -u && touch " + image.resolve("airbyte/new-file"))))
                .containsExactly(USER);
    }

    /** The standard output of a command that the platform starts in a shell, from a folder of its own. */
    private static List<String> output(String... arguments) throws Exception {
        String command = "eval \"$AIRBYTE_ENTRYPOINT " + String.join(" ", arguments) + "\"";
        return run(List.of("sh", "-c", command));
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        whole.addAll(command);
        Path log = Files.createTempFile("airbyte-image", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(whole).directory(Path.of("/").toFile()).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEAP_SINK_") || name.equals("HOME"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "AIRBYTE_ENTRYPOINT",
                        image.resolve("airbyte/keap-sink-tools/keap-sink-airbyte")
                                .toString());
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        Files.delete(log);
        return lines;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void succeeds(Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
}
