package dev.keapsink.tools.airbyte.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.support.DocumentedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on the destination has its settings. */
class AirbytePageTest {

    private static final Path PAGE = Path.of("docs/airbyte.md");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)## Output schema.*?```json\n(.*?)```");

    @Test
    void everySettingHasItsNameInItsRow() {
        Map<String, List<String>> rows = DocumentedTable.rows(PAGE.toString(), "## Settings");
        JsonNode settings = AirbyteSettings.schema().path("properties");

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        settings.properties().stream().map(Map.Entry::getKey).toList());
        rows.forEach(
                (setting, cells) -> assertThat(List.of(String.join(" ", cells).split("\\W+")))
                        .as(setting)
                        .containsAll(names(settings.path(setting))));
    }

    @Test
    void theExampleOfStreamsIsRead() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        ObjectNode config = (ObjectNode) new ObjectMapper().readTree(Configs.withKey(""));

        AirbyteSettings settings = AirbyteSettings.of(config.put("streams", example.group(1)), Map.of());

        assertThat(settings.streams().keySet()).containsExactly("leads", "deals");
    }

    /** The names inside a setting: of its fields, and of the values that tell its objects apart. */
    private static Set<String> names(JsonNode setting) {
        Set<String> names = new TreeSet<>();
        setting.path("properties").properties().forEach(property -> {
            names.add(property.getKey());
            if (property.getValue().has("const")) {
                names.add(property.getValue().path("const").asText());
            }
        });
        setting.path("oneOf").forEach(branch -> names.addAll(names(branch)));
        return names;
    }
}
