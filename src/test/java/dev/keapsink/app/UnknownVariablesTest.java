package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {

    private static final Pattern VARIABLE = Pattern.compile("KEAP_SINK_[A-Z][A-Z_]*[A-Z]");

    @Test
    void everyVariableOfTheDocumentationAndTheTemplatesIsKnown() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String root :
                List.of("README.md", "docs", "samples", "run", "scripts", "sam-template.yaml", "terraform")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains(".terraform"))
                        .forEach(file -> documented.addAll(variables(file)));
            }
        }

        assertThat(documented).hasSizeGreaterThan(20).contains("KEAP_SINK_CREDENTIALS_FILE", "KEAP_SINK_CLIENT_ID");
        assertThat(UnknownVariables.ofCommands(documented)).isEmpty();
    }

    private static List<String> variables(Path file) {
        try {
            return VARIABLE.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KEAP_SINK_TAG_ID,KEAP_SINK_TAG_IDS",
        "KEAP_SINK_API_KEYS,KEAP_SINK_API_KEY",
        "KEAP_SINK_CREDENTIAL_FILE,KEAP_SINK_CREDENTIALS_FILE",
        "KEAP_SINK_BASEURL,KEAP_SINK_BASE_URL"
    })
    void suggestsTheClosest(String misspelt, String meant) {
        assertThat(UnknownVariables.ofCommands(Set.of(misspelt)))
                .containsExactly("The variable %s is not known, and has no effect (did you mean \"%s\"?)."
                        .formatted(misspelt, meant));
    }

    @Test
    void onlyItsOwnPrefixCounts() {
        assertThat(UnknownVariables.ofCommands(Set.of("AWS_REGIN", "PATH", "KEAP_SINKS", "QUARKUS_FUNQY_EXPORT")))
                .isEmpty();
    }

    @Test
    void aVariableOfTheCommandsMeansNothingToTheFunction() {
        Set<String> names = Set.of("KEAP_SINK_CREDENTIALS_FILE", "KEAP_SINK_TAG_IDS", "KEAP_SINK_TAG_ID");

        assertThat(UnknownVariables.ofFunction(names))
                .containsExactly(
                        "The variable KEAP_SINK_CREDENTIALS_FILE is for the commands only, and has no effect in the function.",
                        "The variable KEAP_SINK_TAG_ID is not known, and has no effect (did you mean \"KEAP_SINK_TAG_IDS\"?).");
        assertThat(UnknownVariables.ofCommands(names)).hasSize(1);
    }
}
