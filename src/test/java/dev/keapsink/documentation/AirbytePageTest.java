package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The page of the Airbyte destination names what the destination has. */
class AirbytePageTest {

    private final String page = text("docs/airbyte.md");

    @Test
    void everySettingIsExplained() {
        Set<String> names = new TreeSet<>();
        collect(AirbyteSettings.schema(), names);

        assertThat(names)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(section("## Settings")).contains("`" + name + "`"));
    }

    @Test
    void everyObjectIsListed() {
        assertThat(Arrays.stream(ObjectType.values()).map(ObjectType::stream))
                .allSatisfy(name -> assertThat(section("## Output schema")).contains("`" + name + "`"));
    }

    @Test
    void theCommandsStartTheVersionThatIsBuilt() {
        Object data = new Yaml()
                .<Map<String, Object>>load(text("docker/airbyte/metadata.yaml"))
                .get("data");
        String version = String.valueOf(((Map<?, ?>) data).get("dockerImageTag"));

        assertThat(page).contains("keap-sink/destination-keap:" + version + " spec", "| " + version + " |");
    }

    /** The names of properties at any depth of a JSON Schema. */
    private static void collect(JsonNode schema, Set<String> names) {
        schema.path("properties").properties().forEach(property -> {
            names.add(property.getKey());
            collect(property.getValue(), names);
        });
        schema.path("oneOf").forEach(branch -> collect(branch, names));
    }

    private String section(String heading) {
        return page.substring(page.indexOf(heading + "\n")).split("\n## ", 2)[0];
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
