package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.app.CountrySetting;
import dev.keapsink.support.DocumentedSetting;
import dev.keapsink.support.DocumentedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/settings.md says which variables each command reads. */
class CommandVariablesTest {

    private static final Path TOOLS = Path.of("src/tools/java/dev/keapsink/tools");

    private static final Pattern LITERAL = Pattern.compile("\"(KEAP_SINK_[A-Z_]+)\"");

    private static final Pattern NAMED = Pattern.compile("\\b(KEAP_SINK_[A-Z_]+)\\b");

    private static final Map<String, List<String>> ROWS =
            DocumentedTable.rows("docs/settings.md", "## Variables of the commands");

    /** A variable that a command reads stands in its sources, or in those of a class that reads for it. */
    @ParameterizedTest
    @CsvSource({
        "authorize, authorize common/Addresses.java",
        "ledger,    ledger",
        "publish,   publish records/MappingInEffect.java",
        "rejects,   rejects queue",
        "replay,    replay queue",
    })
    void theRowOfACommandHasWhatItsSourcesRead(String command, String sources) throws IOException {
        Set<String> read = new TreeSet<>();
        for (String source : sources.split(" ", -1)) {
            try (Stream<Path> files = Files.walk(TOOLS.resolve(source))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    read.addAll(names(LITERAL, text));
                    if (text.contains("CountrySetting.of(")) {
                        read.add(CountrySetting.variable());
                    }
                    if (text.contains("StreamsSetting.streams(")) {
                        read.add("KEAP_SINK_STREAMS");
                    }
                }
            }
        }

        assertThat(documented(command)).isEqualTo(read);
    }

    @Test
    void everyCommandOfAnOperatorHasARow() {
        assertThat(ROWS.keySet())
                .containsExactlyInAnyOrder(
                        "check", "demo", "probe", "setup", "authorize", "publish", "ledger", "rejects", "replay");
    }

    /** Three are of the commands alone. */
    @Test
    void everyNamedVariableIsASettingOrOneOfTheCommands() {
        Set<String> known = new TreeSet<>(DocumentedSetting.byVariable().keySet());
        known.addAll(Set.of("KEAP_SINK_CREDENTIALS_FILE", "KEAP_SINK_CLIENT_ID", "KEAP_SINK_CLIENT_SECRET"));

        assertThat(ROWS.keySet()).allSatisfy(command -> assertThat(known).containsAll(documented(command)));
    }

    private static Set<String> documented(String command) {
        return names(NAMED, ROWS.get(command).getFirst());
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        for (MatchResult found : pattern.matcher(text).results().toList()) {
            names.add(found.group(1));
        }
        return names;
    }
}
