package dev.keapsink;

import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.variable;
import static dev.keapsink.Templates.variableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what Terraform's variables and the SAM template's parameters take, and what they refuse. */
class InfrastructureParametersTest {

    /** Variables that are not texts. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("tags", "map(string)"),
            Map.entry("senders", "list(object({ service = string, arn = string }))"),
            Map.entry("keap_tag_ids", "list(number)"),
            Map.entry("fifo", "bool"),
            Map.entry("enabled", "bool"),
            Map.entry("oauth", "bool"),
            Map.entry("ledger", "bool"),
            Map.entry("retention_days", "number"),
            Map.entry("dead_letter_retention_days", "number"),
            Map.entry("visibility_timeout", "number"),
            Map.entry("function_memory", "number"),
            Map.entry("function_timeout", "number"),
            Map.entry("log_retention_days", "number"),
            Map.entry("batch_size", "number"),
            Map.entry("batching_window", "number"),
            Map.entry("maximum_concurrency", "number"),
            Map.entry("keap_spike_limit", "number"),
            Map.entry("keap_minute_limit", "number"));

    @ParameterizedTest
    @MethodSource("variables")
    void everyVariableHasItsType(String name) {
        assertThat(variable(name).setting("type")).isEqualTo(TYPES.getOrDefault(name, "string"));
    }

    /** Null is the way to say nothing; where there is a default, it would take the default away. */
    @ParameterizedTest
    @MethodSource("variables")
    void aVariableMayBeNullOnlyIfThatIsItsDefault(String name) {
        Block variable = variable(name);

        assertThat(variable.has("nullable") ? variable.setting("nullable") : "true")
                .isEqualTo(variable.setting("default").equals("null") ? "true" : "false");
    }

    /** CloudFormation has no way to leave a number out. An empty text is one, which needs to be the default. */
    @ParameterizedTest
    @MethodSource("parameters")
    void everyParameterIsATextAndMayBeLeftOut(String name) {
        Block parameter = parameter(name);

        assertThat(parameter.setting("Type")).isEqualTo("String");
        if (parameter.has("AllowedValues")) {
            assertThat(choices(parameter)).contains(parameter.setting("Default"));
        } else {
            assertThat(parameter.setting("Default")).isEqualTo("\"\"");
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void whatATextMustLookLikeAgrees(String name) {
        List<String> patterns = terraformPatterns(name);
        if (patterns.isEmpty()) {
            return;
        }

        assertThat(parameter(name).setting("AllowedPattern"))
                .isIn(
                        "^(" + patterns.getFirst() + ")?$",
                        patterns.getFirst().replaceAll("^\\((.*)\\)\\+$", "^($1)*\\$"));
    }

    /** Their variables are of another type, which Terraform checks without a pattern. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            KeapTagIds      | 101;101,102;1234567890,9876543210;'' | 0;01;101,;,101;101 102;a
            KeapContactType | Lead;New lead;'' | ' ';' Lead';'Lead '
            KeapSpikeLimit  | 1;10;1234567890;'' | 0;01;1.5;-1;a
            KeapMinuteLimit | 200;1500;''    | 199;99;0;0200;a
            """)
    void textsThatStandForOtherThingsAreChecked(String name, String taken, String refused) {
        String pattern = parameter(name).setting("AllowedPattern");

        assertThat(values(taken)).allMatch(value -> value.matches(pattern));
        assertThat(values(refused)).noneMatch(value -> value.matches(pattern));
    }

    /** What a batch of the template's size needs of a minute's calls is the least that can be set there. */
    @Test
    void theLeastMinuteLimitIsWhatFullBatchesNeed() {
        int calls = Integer.parseInt(Templates.sam("SyncFunction", "BatchSize").replaceAll(".*: ", ""))
                * Templates.samNumber("SyncFunction", "MaximumConcurrency")
                * 60
                / (Templates.samNumber("SyncFunction", "Timeout") / 2);
        String pattern = parameter("KeapMinuteLimit").setting("AllowedPattern");

        assertThat(String.valueOf(calls)).matches(pattern);
        assertThat(String.valueOf(calls - 1)).doesNotMatch(pattern);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retention_days             | 1   | 13    | false
            dead_letter_retention_days | 1   | 14    | false
            visibility_timeout         | 1   | 43200 | true
            function_memory            | 256 | 10240 | false
            function_timeout           | 60  | 900   | false
            batch_size                 | 1   | 10000 | true
            batching_window            | 0   | 5     | true
            maximum_concurrency        | 2   | 1000  | false
            """)
    void numbersAreWholeAndWithinTheirLimits(String name, String least, String most, boolean mayBeNull) {
        assertThat(variable(name).setting("condition"))
                .isEqualTo((mayBeNull ? "var.%s == null ? true : ".formatted(name) : "")
                        + "var.%1$s >= %2$s && var.%1$s <= %3$s && floor(var.%1$s) == var.%1$s"
                                .formatted(name, least, most));
    }

    @Test
    void aParameterThatNeedsAnotherHasARule() {
        assertThat(SAM.block("Rules:").blocks("\\w+:"))
                .extracting(rule -> rule.setting("RuleCondition") + " → " + rule.setting("Assert"))
                .containsExactlyInAnyOrder(
                        "!Not [!Equals [!Ref SenderService, \"\"]] → !Not [!Equals [!Ref SenderArn, \"\"]]",
                        "!Not [!Equals [!Ref SenderArn, \"\"]] → !Not [!Equals [!Ref SenderService, \"\"]]",
                        "!Not [!Equals [!Ref CredentialsSecretArn, \"\"]] → !Not [!Equals [!Ref CredentialsParameter, \"\"]]",
                        "!Equals [!Ref Oauth, \"true\"] → !Equals [!Ref CredentialsSecretArn, \"\"]");
    }

    /** The patterns of a parameter's variable, or of its part of Terraform's {@code senders}, without their ends. */
    private static List<String> terraformPatterns(String parameter) {
        String part = variableOf(parameter).replaceFirst("^sender_", "");
        boolean sender = parameter.startsWith("Sender");
        return variable(sender ? "senders" : variableOf(parameter))
                .all("can\\(regex\\(\"\\^(.*)\\$\", (?:var|sender)\\." + (sender ? part : variableOf(parameter))
                        + "\\)")
                .map(match -> match.group(1).replace("\\\\", "\\"))
                .toList();
    }

    private static Block parameter(String name) {
        return SAM.block("Parameters:").block(name + ":");
    }

    private static List<String> choices(Block parameter) {
        return Arrays.asList(
                parameter.setting("AllowedValues").replaceAll("^\\[|]$", "").split(", "));
    }

    private static List<String> values(String list) {
        return Arrays.stream(list.split(";"))
                .map(value -> value.replace("'", ""))
                .toList();
    }

    private static Set<String> variables() {
        return TERRAFORM.names("(?m)^variable \"(\\w+)\"");
    }

    private static Stream<String> parameters() {
        return SAM.block("Parameters:").names("(?m)^  (\\w+):").stream();
    }
}
