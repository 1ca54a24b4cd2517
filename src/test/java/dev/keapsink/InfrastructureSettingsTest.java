package dev.keapsink;

import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.inTerraform;
import static dev.keapsink.Templates.sam;
import static dev.keapsink.Templates.samDefault;
import static dev.keapsink.Templates.variable;
import static dev.keapsink.Templates.variableDefault;
import static dev.keapsink.Templates.variableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what can be set: Terraform's variables, the SAM template's parameters, and docs/deploying.md. */
class InfrastructureSettingsTest {

    /** A service and a resource are two parameters of SAM, and an entry of Terraform's {@code senders}. */
    private static final Set<String> ONLY_IN_SAM = Set.of("sender_service", "sender_arn");

    /** What a stack has anyway, what depends on other numbers where CloudFormation cannot calculate, and what it cannot hold. */
    private static final Set<String> ONLY_IN_TERRAFORM = Set.of(
            "name",
            "tags",
            "function_zip",
            "senders",
            "function_memory",
            "function_timeout",
            "retention_days",
            "dead_letter_retention_days",
            "visibility_timeout",
            "batch_size",
            "batching_window",
            "maximum_concurrency",
            "mapping");

    @Test
    void everySettingIsAVariableAndAParameter() {
        Set<String> variables = variables();
        Set<String> parameters =
                parameters().stream().map(Templates::variableOf).collect(Collectors.toSet());

        assertThat(variables).containsAll(ONLY_IN_TERRAFORM);
        assertThat(parameters).containsAll(ONLY_IN_SAM);
        variables.removeAll(ONLY_IN_TERRAFORM);
        parameters.removeAll(ONLY_IN_SAM);
        assertThat(parameters).isEqualTo(variables);
    }

    @ParameterizedTest
    @MethodSource("sharedParameters")
    void defaultsAgree(String parameter) {
        String variable = variableOf(parameter);
        // CloudFormation makes this name of the stack's, where the parameter is used.
        String byDefault = variable.equals("credentials_parameter") ? "" : effectiveDefault(variable);

        assertThat(samDefault(parameter)).isEqualTo(byDefault);
    }

    @ParameterizedTest
    @MethodSource("sharedParameters")
    void choicesAgree(String parameter) {
        Block variable = variable(variableOf(parameter));
        Block samParameter = SAM.block("Parameters:").block(parameter + ":");
        Set<String> inTerraform = variable.text().contains("contains([")
                ? listed(variable.setting("condition").replaceAll(".*contains\\(\\[([^\\]]*)].*", "$1"))
                : Set.of();

        assertThat(samParameter.has("AllowedValues") ? listed(samParameter.setting("AllowedValues")) : Set.of())
                .isEqualTo(variable.setting("type").equals("bool") ? Set.of("true", "false") : inTerraform);
    }

    @ParameterizedTest
    @MethodSource("sharedParameters")
    void secretsAreHidden(String parameter) {
        assertThat(SAM.block("Parameters:").block(parameter + ":").text().contains("NoEcho: true"))
                .isEqualTo(variable(variableOf(parameter)).text().contains("sensitive   = true"))
                .isEqualTo(parameter.equals("LedgerKey"));
    }

    @Test
    void aConditionOfTheTemplateIsWhatItsParameterSays() {
        Set<String> conditions = SAM.block("Conditions:").names("(?m)^ *(\\w+: .*)");

        assertThat(conditions)
                .containsExactlyInAnyOrder(
                        "HasKmsKey: !Not [!Equals [!Ref KmsKeyArn, \"\"]]",
                        "IsFifo: !Equals [!Ref Fifo, \"true\"]",
                        "HasSender: !Not [!Equals [!Ref SenderService, \"\"]]",
                        "IsNative: !Equals [!Ref FunctionRuntime, provided.al2023]",
                        "IsOauth: !Equals [!Ref Oauth, \"true\"]",
                        "HasCredentialsParameter: !Not [!Equals [!Ref CredentialsParameter, \"\"]]",
                        "HasCredentialsSecret: !Not [!Equals [!Ref CredentialsSecretArn, \"\"]]",
                        "HasNoCredentialsSecret: !Equals [!Ref CredentialsSecretArn, \"\"]",
                        "HasMappingParameter: !Not [!Equals [!Ref MappingParameter, \"\"]]",
                        "HasLedger: !Equals [!Ref Ledger, \"true\"]",
                        "HasAlarmTopic: !Not [!Equals [!Ref AlarmTopicArn, \"\"]]");
    }

    /** The table of docs/deploying.md: Terraform's variable, SAM's parameter, the default. */
    @Test
    void theDocumentationListsEverySetting() throws IOException {
        Map<String, List<String>> rows = Templates.documented("docs/deploying.md", "## Settings");

        assertThat(rows.keySet()).isEqualTo(variables());
        assertThat(rows).allSatisfy((variable, cells) -> {
            assertThat(cells.get(0))
                    .isEqualTo(parameters().stream()
                            .filter(parameter -> variableOf(parameter).equals(variable))
                            .findFirst()
                            .orElse(variable.equals("senders") ? "SenderService, SenderArn" : ""));
            assertThat(cells.get(1)).isEqualTo(documentedDefault(variable));
        });
    }

    /** The variable's own, or what takes its place when it is null. */
    private static String effectiveDefault(String variable) {
        return TERRAFORM
                .all("(?m)^ *%1$s += (coalesce\\(var\\.%1$s, .*\\))".formatted(variable))
                .map(match -> inTerraform(match.group(1)))
                .findFirst()
                .orElseGet(() -> variableDefault(variable));
    }

    private static String documentedDefault(String variable) {
        return variable.equals("visibility_timeout")
                ? sam("SourceQueue", "VisibilityTimeout")
                : effectiveDefault(variable).replaceAll("fifo \\? (\\d+) : (\\d+)", "$2, FIFO: $1");
    }

    private static Set<String> variables() {
        return TERRAFORM.names("(?m)^variable \"(\\w+)\"");
    }

    private static Set<String> parameters() {
        return SAM.block("Parameters:").names("(?m)^  (\\w+):");
    }

    private static Stream<String> sharedParameters() {
        return parameters().stream().filter(parameter -> !ONLY_IN_SAM.contains(variableOf(parameter)));
    }

    private static Set<String> listed(String values) {
        return Arrays.stream(values.replaceAll("[\\[\\]\" ]", "").split(","))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
