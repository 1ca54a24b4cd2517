package dev.keapsink.tools.airbyte.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.airbyte.settings.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The rules of Airbyte's platform that the files of the image keep. */
class ImageFilesTest {

    private static final Path FOLDER = Path.of("docker/airbyte");

    private static final Pattern ENTRY_POINT = Pattern.compile("ENTRYPOINT \\[\"(/[^\"]+)\"]");

    private final List<String> dockerfile = lines("Dockerfile");

    @Test
    void theEntryPointIsAbsoluteAndTheOneThatThePlatformStarts() {
        String entryPoint = only("ENTRYPOINT")
                .transform(line -> ENTRY_POINT
                        .matcher(line)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));

        assertThat(only("ENV")).isEqualTo("ENV AIRBYTE_ENTRYPOINT=" + entryPoint);
        assertThat(dockerfile)
                .contains("COPY --chown=airbyte:airbyte keap-sink-tools /airbyte/keap-sink-tools", "WORKDIR /airbyte");
        assertThat(entryPoint).isEqualTo("/airbyte/keap-sink-tools/keap-sink-airbyte");
        assertThat(Path.of("src/tools/bin/keap-sink-airbyte")).isExecutable();
    }

    @Test
    void theProcessRunsAsAUserWithoutPrivilegesThatOwnsItsFolder() {
        assertThat(only("USER")).isEqualTo("USER airbyte");
        assertThat(dockerfile)
                .anyMatch(line -> line.contains("useradd --uid 1000 ")
                        && line.contains("--home-dir /airbyte --create-home")
                        && line.endsWith(" airbyte"));
        assertThat(dockerfile.indexOf("USER airbyte"))
                .as("the user is set after everything that root does")
                .isGreaterThan(lastIndexOf("RUN"));
    }

    @Test
    void theBaseHasAVersionAndAShell() {
        assertThat(only("FROM")).isEqualTo("FROM eclipse-temurin:21-jre");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theRegistrysEntryAgreesWithTheDestination() throws IOException {
        Map<String, Map<String, Object>> metadata = new Yaml().load(Files.readString(FOLDER.resolve("metadata.yaml")));
        Map<String, Object> data = metadata.get("data");

        assertThat(data)
                .containsEntry("connectorType", "destination")
                .containsEntry("documentationUrl", Spec.DOCUMENTATION)
                .containsEntry("supportsRefreshes", true)
                .containsEntry("supportsDataActivation", true)
                // With it the platform would speak through sockets instead of standard input and output.
                .doesNotContainKey("connectorIPCOptions");
        assertThat(UUID.fromString((String) data.get("definitionId"))).isNotNull();
        assertThat((String) data.get("dockerImageTag")).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(((Map<String, List<String>>) data.get("allowedHosts")).get("hosts"))
                .contains("api.infusionsoft.com");
        assertThat(only("LABEL io.airbyte.name")).endsWith("=" + data.get("dockerRepository"));
    }

    @Test
    void theIconIsASmallDrawing() throws Exception {
        Path icon = FOLDER.resolve("icon.svg");

        assertThat(Files.size(icon)).isLessThan(2000);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(icon.toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    private String only(String instruction) {
        List<String> found = dockerfile.stream()
                .filter(line -> line.startsWith(instruction + " ") || line.startsWith(instruction + "="))
                .toList();
        assertThat(found).as(instruction).hasSize(1);
        return found.getFirst();
    }

    private int lastIndexOf(String instruction) {
        return dockerfile.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .mapToInt(dockerfile::lastIndexOf)
                .max()
                .orElse(-1);
    }

    /** The lines, of which a continued one counts as one. */
    private static List<String> lines(String file) {
        try {
            return Files.readString(FOLDER.resolve(file))
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
