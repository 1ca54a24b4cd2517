package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings stand in the order of a person's questions: in the SAM template, in Terraform's variables, in the example. */
class QuestionsTest {

    private static final Path EXAMPLE = Path.of("terraform/terraform.tfvars.example");

    /** The prompts of {@code sam deploy --guided} have the order of the parameters, the console that of the groups. */
    @Test
    void everyParameterIsInOneGroupAndHasALabel() {
        List<String> grouped = SamTemplate.questions().values().stream()
                .flatMap(group -> group.keySet().stream())
                .toList();

        assertThat(grouped).containsExactlyElementsOf(SamTemplate.parameters());
        assertThat(SamTemplate.questions())
                .hasSize(8)
                .allSatisfy((label, parameters) ->
                        assertThat(parameters.values()).doesNotContainNull().doesNotHaveDuplicates());
    }

    @Test
    void terraformsVariablesAreInTheSameGroups() throws IOException {
        Map<String, String> sections =
                sections(Path.of("terraform/variables.tf"), "(?m)^# (\\d\\. .*|Name)$|^variable \"(\\w+)\"");

        assertThat(sections.keySet()).containsExactlyElementsOf(TerraformModule.variables());
        SamTemplate.questions()
                .forEach((label, parameters) -> assertThat(sections.entrySet())
                        .filteredOn(entry -> parameters.containsKey(Setup.parameter(entry.getKey())))
                        .extracting(entry -> entry.getValue().toLowerCase(Locale.ROOT))
                        .as(label)
                        .allMatch(label.toLowerCase(Locale.ROOT)::equals));
    }

    /** A person who reads on meets no setting twice, and none that is not there. */
    @Test
    void theExampleHasTheSameOrder() throws IOException {
        Map<String, String> example = sections(EXAMPLE, "(?m)^# (\\d\\. [^:]*?)(?::.*)?$|^(?:# )?(\\w+) *= ");
        Map<String, String> variables =
                sections(Path.of("terraform/variables.tf"), "(?m)^# (\\d\\. .*|Name)$|^variable \"(\\w+)\"");
        List<String> ordered = new ArrayList<>(variables.keySet());
        ordered.retainAll(example.keySet());

        assertThat(example.keySet()).containsExactlyElementsOf(ordered);
        assertThat(example)
                .doesNotContainKey("mapping")
                .containsKeys("name", "keap_tag_ids", "keap_contact_type", "mapping_file", "ledger", "alarm_topic_arn");
        example.forEach((name, section) ->
                assertThat(section).as(name).isEqualToIgnoringCase(name.equals("name") ? "" : variables.get(name)));
    }

    /** Git must not ignore the example, and must ignore the copy, which may name a company's own resources. */
    @Test
    void theExampleIsKeptAndTheCopyIsNot() throws IOException {
        assertThat(Files.readAllLines(Path.of(".gitignore")))
                .contains("*.tfvars")
                .noneMatch("*.example"::equals);
        assertThat(EXAMPLE).exists();
    }

    /** In the order of a file: what a pattern's second group finds, by the last that its first group found before. */
    private static Map<String, String> sections(Path file, String pattern) throws IOException {
        List<MatchResult> found = Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .toList();
        Map<String, String> sections = new LinkedHashMap<>();
        String section = "";
        for (MatchResult match : found) {
            if (match.group(1) != null) {
                section = match.group(1);
            } else {
                assertThat(sections.put(match.group(2), section))
                        .as(match.group(2))
                        .isNull();
            }
        }
        return sections;
    }
}
