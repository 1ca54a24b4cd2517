package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of terraform/, each a folder that a person may copy. */
class ExamplesTest {

    private static final Path FOLDER = Path.of("terraform/examples");

    /** A place in a command that a person fills with an output, such as QUEUE_URL. */
    private static final Pattern PLACE =
            Pattern.compile("(?<![A-Z_])(?!KEAP_|AWS_)[A-Z]+(?:_[A-Z]+)*_(?:URL|ARN|ID)\\b");

    private static final Pattern FORWARDED = Pattern.compile(
            "output \"(\\w+)\" \\{\\n  description = (.*)\\n  value       = module\\.keap_sink\\.(\\w+)\\n}");

    @ParameterizedTest
    @ValueSource(strings = {"basic", "fifo", "kms", "oauth"})
    void everyOutputIsForwarded(String example) throws IOException {
        Map<String, String> forwarded = new TreeMap<>();
        FORWARDED
                .matcher(Files.readString(FOLDER.resolve(example).resolve("outputs.tf")))
                .results()
                .forEach(output -> forwarded.put(output.group(1), output.group(3) + ": " + output.group(2)));
        Map<String, String> outputs = new TreeMap<>();
        Pattern.compile("output \"(\\w+)\" \\{\\n  description = (.*)\\n")
                .matcher(Files.readString(Path.of("terraform/outputs.tf")))
                .results()
                .forEach(output -> outputs.put(output.group(1), output.group(1) + ": " + output.group(2)));

        assertThat(outputs.keySet())
                .isEqualTo(new TerraformModule(Map.of()).outputs().keySet());
        assertThat(forwarded).isEqualTo(outputs);
    }

    @Test
    void theseAreAllExamples() throws IOException {
        try (Stream<Path> examples = Files.list(FOLDER)) {
            assertThat(examples.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("basic", "fifo", "kms", "oauth");
        }
    }

    /** What a person puts into a command of the documentation is what Terraform prints. */
    @Test
    void theCommandsOfOperatingTakeOutputs() throws IOException {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(Files.readString(Path.of("docs/operating.md")))
                .results()
                .forEach(place -> places.add(place.group().toLowerCase(Locale.ROOT)));

        assertThat(places).hasSizeGreaterThan(3);
        assertThat(new TerraformModule(Map.of()).outputs().keySet()).containsAll(places);
    }

    /** A setting of a command line is lost at the next apply. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "README.md", "docs/deploying.md", "docs/lifecycle.md", "docs/operating.md"})
    void noSettingIsGivenOnTheCommandLine(String file) throws IOException {
        assertThat(Files.readAllLines(Path.of(file)))
                .filteredOn(line -> line.contains("terraform "))
                .noneMatch(line -> line.contains(" -var"));
    }

    /** Without a name SAM would make another stack, or ask for one. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "docs/deploying.md"})
    void everyDeploymentWithSamNamesItsStack(String file) throws IOException {
        List<String> deployments = Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.strip().matches("(echo \")? *sam (?:deploy|delete|logs|list) .*"))
                .toList();

        assertThat(deployments).isNotEmpty().allMatch(line -> line.contains("--stack-name keap-sink"));
    }
}
