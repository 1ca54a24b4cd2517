package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.DocumentedSetting;
import dev.keapsink.support.TriedSetting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set: Terraform's variables, the SAM template's parameters, and docs/settings.md. */
class SettingsTest {

    /** A service and a resource are two parameters of SAM, and an entry of Terraform's {@code senders}. */
    private static final Set<String> ONLY_IN_SAM = Set.of("SenderService", "SenderArn");

    /** What a stack has anyway, what other numbers are calculated from, and what CloudFormation cannot hold. */
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
            "mapping_file",
            "mapping");

    @Test
    void everySettingIsAVariableAndAParameter() {
        Set<String> shared = new TreeSet<>(ONLY_IN_SAM);
        TerraformModule.variables().stream()
                .filter(variable -> !ONLY_IN_TERRAFORM.contains(variable))
                .map(Setup::parameter)
                .forEach(shared::add);

        assertThat(TerraformModule.variables()).containsAll(ONLY_IN_TERRAFORM);
        assertThat(SamTemplate.parameters()).containsExactlyInAnyOrderElementsOf(shared);
    }

    /** Whose keys, secrets and topics are meant is written into policies, where everything would be allowed. */
    @ParameterizedTest
    @ValueSource(
            strings = {"KmsKeyArn", "CredentialsSecretArn", "CredentialsParameter", "MappingParameter", "SenderArn"})
    void noParameterIsForEverything(String parameter) {
        String one = Setup.SECRET
                .and(Setup.KEY)
                .and(Setup.SENDER)
                .and(Setup.PLACES)
                .parameters()
                .get(parameter);

        assertThat(one).matches((String) SamTemplate.parameter(parameter, "AllowedPattern"));
        assertThat(one.replaceFirst("\\w+$", "*"))
                .doesNotMatch((String) SamTemplate.parameter(parameter, "AllowedPattern"));
    }

    /** What a batch of the template's size needs of a minute's calls is the least that can be set there. */
    @Test
    void theLeastMinuteLimitIsWhatFullBatchesNeed() {
        Deployment deployment = Template.SAM.with(Setup.PLAIN);
        int calls = deployment.number(Deployment.MAPPING, "batch_size")
                * deployment.number(Deployment.MAPPING, "scaling_config.maximum_concurrency")
                * 60
                / (deployment.number(Deployment.SYNC, "timeout") / 2);
        String pattern = (String) SamTemplate.parameter("KeapMinuteLimit", "AllowedPattern");

        assertThat("" + calls).matches(pattern);
        assertThat("" + (calls - 1)).doesNotMatch(pattern);
    }

    /** A value that the function refuses would stop it after the deployment. The function's own test tries the same values. */
    @ParameterizedTest
    @MethodSource("dev.keapsink.support.TriedSetting#all")
    void bothTakeWhatTheFunctionTakesAndRefuseWhatItRefuses(TriedSetting setting) {
        String variable = variable(setting.variable());
        Predicate<String> terraform =
                value -> new TerraformModule(Map.of(variable, typed(setting.variable(), value))).takes(variable);
        Predicate<String> sam =
                value -> value.matches((String) SamTemplate.parameter(Setup.parameter(variable), "AllowedPattern"));

        assertThat(setting.taken()).allMatch(terraform).allMatch(sam);
        assertThat(setting.refused()).noneMatch(terraform).noneMatch(sam);
    }

    /** {@code KEAP_SINK_TAG_IDS} is {@code keap_tag_ids}, and {@code KEAP_SINK_LEDGER_KEY} is {@code ledger_key}. */
    private static String variable(String environment) {
        String name = environment.replaceFirst("KEAP_SINK_", "").toLowerCase(Locale.ROOT);
        return TerraformModule.variables().contains(name) ? name : "keap_" + name;
    }

    private static Object typed(String environment, String value) {
        if (environment.equals("KEAP_SINK_FILE_HOSTS")) {
            return List.of(value.split(",", -1));
        }
        return environment.matches("KEAP_SINK_(SPIKE|MINUTE)_LIMIT")
                ? new BigDecimal(value)
                : environment.equals("KEAP_SINK_TAG_IDS")
                        ? Stream.of(value.split(",", -1)).map(BigDecimal::new).toList()
                        : environment.equals("KEAP_SINK_STREAMS") ? List.of(value.split(",", -1)) : value;
    }

    @Test
    void secretsAreHidden() {
        assertThat(SamTemplate.parameters())
                .filteredOn(parameter -> Boolean.TRUE.equals(SamTemplate.parameter(parameter, "NoEcho")))
                .containsExactly("LedgerKey");
        assertThat(TerraformModule.variables())
                .filteredOn(
                        variable -> Boolean.TRUE.equals(new TerraformModule(Map.of()).variable(variable, "sensitive")))
                .containsExactly("ledger_key");
    }

    @Test
    void theDocumentationListsEverySetting() {
        Map<String, DocumentedSetting> rows = DocumentedSetting.byTerraform();

        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(TerraformModule.variables());
        assertThat(rows).allSatisfy((variable, row) -> {
            String parameter = Setup.parameter(variable);
            assertThat(row.sam())
                    .isEqualTo(
                            variable.equals("senders")
                                    ? "SenderService, SenderArn"
                                    : SamTemplate.parameters().contains(parameter) ? parameter : "");
        });
    }

    /** What Terraform leaves out is the function's own default, which DocumentationTest compares. */
    @Test
    void theDocumentationHasTheDefaults() {
        assertThat(DocumentedSetting.byTerraform()).allSatisfy((variable, row) -> {
            String plain = byDefault(variable, Setup.PLAIN);
            String fifo = byDefault(variable, Setup.of("fifo", true));
            String documented =
                    plain.equals(fifo) || variable.equals("visibility_timeout") ? plain : plain + ", FIFO: " + fifo;
            if (!documented.isEmpty() || row.environment().isEmpty()) {
                assertThat(row.byDefault().replaceFirst("^PT(\\d+)S$", "$1")).isEqualTo(documented);
            }
        });
    }

    /** The variable's own, or what takes its place when it is null. */
    private static String byDefault(String variable, Setup setup) {
        TerraformModule module = new TerraformModule(setup.variables());
        Object value = module.local(variable).orElseGet(() -> module.variable(variable, "default"));
        return value == null || value instanceof Map || value instanceof List ? "" : HclEvaluator.text(value);
    }
}
