package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.inSam;
import static dev.keapsink.Templates.inTerraform;
import static dev.keapsink.Templates.sam;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraform;
import static dev.keapsink.Templates.terraformResource;
import static dev.keapsink.Templates.variableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what the functions are told by sam-template.yaml and terraform/ with what they read. That is what the README
 * lists, which DocumentationTest compares.
 */
class InfrastructureEnvironmentTest {

    /** A key in an environment can be read by everybody who may look at the function. */
    private static final Set<String> NEVER_SET = Set.of("KEAP_SINK_API_KEY");

    private static final String NAME = "(?m)^ *([A-Z]+_[A-Z_]+) *[:=]";

    private static final String CREDENTIALS = """
            !If
                HasCredentialsParameter
                !Ref CredentialsParameter
                !Sub /${AWS::StackName}/credentials""";

    @ParameterizedTest
    @ValueSource(strings = {"sync", "check", "refresh"})
    void eachFunctionIsToldWhichItIs(String function) {
        assertThat(environment(function)).containsEntry("QUARKUS_FUNQY_EXPORT", function);
        assertThat(terraformResource("aws_lambda_function." + function).names("QUARKUS_FUNQY_EXPORT += \"(\\w+)\""))
                .containsExactly(function);
    }

    @Test
    void bothPassTheSameVariables() {
        Set<String> forAll = LOCALS.block("environment = merge(").names(NAME);
        forAll.addAll(LOCALS.block("optional_settings = {").names(NAME));
        forAll.addAll(Set.of("KEAP_SINK_LEDGER_KEY", "DISABLE_SIGNAL_HANDLERS", "QUARKUS_FUNQY_EXPORT"));

        Set<String> forRefresh =
                terraformResource("aws_lambda_function.refresh").names(NAME);
        forRefresh.addAll(Set.of("KEAP_SINK_TOKEN_URL", "DISABLE_SIGNAL_HANDLERS"));

        assertThat(environment("sync").keySet()).isEqualTo(forAll);
        assertThat(environment("refresh").keySet()).isEqualTo(forRefresh);
        assertThat(TERRAFORM.text())
                .contains(
                        "var.ledger_key == null) ? {} : { KEAP_SINK_LEDGER_KEY = var.ledger_key }",
                        "var.keap_token_url == null ? {} : { KEAP_SINK_TOKEN_URL = var.keap_token_url }");
    }

    /** The check looks at the deployment that it is part of. */
    @Test
    void syncAndCheckAreToldTheSame() {
        Map<String, String> check = environment("check");
        check.put("QUARKUS_FUNQY_EXPORT", "sync");

        assertThat(check).isEqualTo(environment("sync"));
        assertThat(TERRAFORM.names("(variables = merge\\(local\\.environment, .*)"))
                .containsExactly(
                        "variables = merge(local.environment, { QUARKUS_FUNQY_EXPORT = \"check\" })",
                        "variables = merge(local.environment, { QUARKUS_FUNQY_EXPORT = \"sync\" })");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "refresh"})
    void everySettingReachesTheFunctionUnderItsName(String function) {
        environment(function).forEach((name, value) -> {
            Matcher parameter =
                    Pattern.compile("!Ref (Keap\\w+|Ledger(?!Table)\\w+)").matcher(value);
            if (parameter.find()) {
                String variable = variableOf(parameter.group(1));
                assertThat(name)
                        .isEqualTo("KEAP_SINK_"
                                + variable.replaceFirst("^keap_", "").toUpperCase(Locale.ROOT));
                assertThat(TERRAFORM.names("\\b" + name + " += (.*)"))
                        .as(name)
                        .hasSize(1)
                        .allMatch(expression -> expression.matches(".*\\bvar\\." + variable + "\\b.*"));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"sync, aws_sqs_queue.source.id, aws_sqs_queue.reject.id"})
    void theFunctionIsToldItsQueues(String function, String source, String rejects) {
        assertThat(environment(function))
                .containsEntry("KEAP_SINK_QUEUE_URL", "!Ref SourceQueue")
                .containsEntry("KEAP_SINK_REJECT_QUEUE_URL", "!Ref RejectQueue");
        assertThat(LOCALS.setting("KEAP_SINK_QUEUE_URL")).isEqualTo(source);
        assertThat(LOCALS.setting("KEAP_SINK_REJECT_QUEUE_URL")).isEqualTo(rejects);
    }

    @Test
    void theFunctionsAreToldWhereTheirParametersAre() {
        assertThat(environment("sync")).containsEntry("KEAP_SINK_CREDENTIALS_PARAMETER", CREDENTIALS);
        assertThat(environment("refresh")).containsEntry("KEAP_SINK_CREDENTIALS_PARAMETER", CREDENTIALS);
        assertThat(TERRAFORM.names("KEAP_SINK_CREDENTIALS_PARAMETER += (.*)"))
                .containsExactly("local.credentials_parameter");
        assertThat(LOCALS.setting("credentials_parameter"))
                .isEqualTo("coalesce(var.credentials_parameter, \"/${var.name}/credentials\")");

        assertThat(environment("sync"))
                .containsEntry(
                        "KEAP_SINK_MAPPING",
                        "!If [HasMappingParameter, !Sub \"ssm:${MappingParameter}\", !Ref AWS::NoValue]")
                .containsEntry("KEAP_SINK_LEDGER_TABLE", "!If [HasLedger, !Ref LedgerTable, !Ref AWS::NoValue]")
                .containsEntry(
                        "KEAP_SINK_LEDGER_RETENTION", "!If [HasLedger, !Ref LedgerRetention, !Ref AWS::NoValue]");
        assertThat(LOCALS.setting("KEAP_SINK_MAPPING"))
                .isEqualTo("local.mapping_parameter == null ? null : \"ssm:${local.mapping_parameter}\"");
        assertThat(LOCALS.setting("KEAP_SINK_LEDGER_TABLE"))
                .isEqualTo("var.ledger ? "
                        + terraformResource("aws_dynamodb_table.ledger").setting("name") + " : null");
        assertThat(LOCALS.setting("KEAP_SINK_LEDGER_RETENTION")).isEqualTo("var.ledger ? var.ledger_retention : null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "refresh"})
    void aNativeImageHasNoSignalHandlers(String function) {
        assertThat(environment(function))
                .containsEntry("DISABLE_SIGNAL_HANDLERS", "!If [IsNative, \"true\", !Ref AWS::NoValue]");
        assertThat(LOCALS.setting("native_environment"))
                .isEqualTo("local.native ? { DISABLE_SIGNAL_HANDLERS = \"true\" } : {}");
        assertThat(LOCALS.setting("native")).isEqualTo("local.function_runtime == \"provided.al2023\"");
    }

    @Test
    void bothTellTheFunctionItsTimeoutAndConcurrency() {
        assertThat(sam("SyncFunction", "KEAP_SINK_TIMEOUT"))
                .isEqualTo("PT" + sam("SyncFunction", "Timeout") + "S")
                .isEqualTo(inTerraform(LOCALS.setting("KEAP_SINK_TIMEOUT")));
        assertThat(sam("SyncFunction", "KEAP_SINK_MAX_CONCURRENCY"))
                .isEqualTo(sam("SyncFunction", "MaximumConcurrency"));
        assertThat(LOCALS.setting("KEAP_SINK_TIMEOUT")).isEqualTo("\"PT${var.function_timeout}S\"");
        assertThat(LOCALS.setting("KEAP_SINK_MAX_CONCURRENCY")).isEqualTo("tostring(var.maximum_concurrency)");
    }

    @Test
    void bothTellRefreshItsTimeout() {
        assertThat(sam("RefreshFunction", "KEAP_SINK_TIMEOUT"))
                .isEqualTo("PT" + sam("RefreshFunction", "Timeout") + "S")
                .isEqualTo(terraform("aws_lambda_function.refresh", "KEAP_SINK_TIMEOUT"));
    }

    @Test
    void theFunctionReadsWhatItIsTold() throws IOException {
        Set<String> told = new TreeSet<>();
        for (String function : List.of("sync", "check", "refresh")) {
            told.addAll(environment(function).keySet());
        }
        told.removeIf(name -> !name.startsWith("KEAP_SINK_"));
        Set<String> read = new TreeSet<>(
                Templates.documented("README.md", "## Configuration").keySet());

        assertThat(told).doesNotContainAnyElementsOf(NEVER_SET);
        read.removeAll(NEVER_SET);
        assertThat(told).isEqualTo(read);
    }

    /** What is told without being asked for; everything else is left to the function's own default. */
    @Test
    void defaultsAreThoseOfTheReadme() throws IOException {
        Map<String, List<String>> readme = Templates.documented("README.md", "## Configuration");
        Map<String, String> told = environment("sync");
        told.keySet().removeIf(name -> !readme.containsKey(name));
        told.replaceAll((name, value) -> inSam(value));
        told.values()
                .removeIf(value -> value.isEmpty()
                        || value.startsWith("!If")
                        || value.contains("?")
                        || value.contains("/")
                        || value.contains("Queue"));

        assertThat(told.keySet())
                .containsExactly(
                        "KEAP_SINK_DUPLICATE_OPTION",
                        "KEAP_SINK_MAX_CONCURRENCY",
                        "KEAP_SINK_ON_DELETE",
                        "KEAP_SINK_TIMEOUT",
                        "KEAP_SINK_WRITE_POLICY");
        assertThat(told)
                .allSatisfy((name, value) ->
                        assertThat(readme.get(name).getFirst()).as(name).isEqualTo(value));
    }

    /** What the SAM template tells a function, as it is written; a value may go over several lines. */
    private static Map<String, String> environment(String function) {
        Map<String, String> values = new TreeMap<>();
        samResource(Character.toUpperCase(function.charAt(0)) + function.substring(1) + "Function")
                .block("Variables:")
                .all("(?m)^( *)([A-Z_]+): (.*\\R(?:\\1 .*\\R)*)")
                .forEach(match -> values.put(
                        match.group(2),
                        match.group(3).replace("\n" + match.group(1), "\n").strip()));
        return values;
    }
}
