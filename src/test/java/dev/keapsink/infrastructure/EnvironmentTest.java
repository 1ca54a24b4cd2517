package dev.keapsink.infrastructure;

import static dev.keapsink.infrastructure.Deployment.CHECK;
import static dev.keapsink.infrastructure.Deployment.REFRESH;
import static dev.keapsink.infrastructure.Deployment.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.DocumentedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The functions are told what they read. docs/settings.md lists that, and DocumentationTest compares it with the code.
 */
class EnvironmentTest {

    /** A key in an environment can be read by all who may look at the function. */
    private static final Set<String> NEVER_SET = Set.of("KEAP_SINK_API_KEY");

    private static final Map<String, DocumentedSetting> DOCUMENTED = DocumentedSetting.byVariable();

    @ParameterizedTest
    @EnumSource
    void whatIsToldIsReadAndWhatIsReadIsTold(Template template) {
        Set<String> told =
                new TreeSet<>(template.with(Setup.EVERYTHING).environment(SYNC).keySet());
        told.addAll(template.with(Setup.EVERYTHING).environment(REFRESH).keySet());
        told.removeAll(Set.of("QUARKUS_FUNQY_EXPORT", "DISABLE_SIGNAL_HANDLERS"));

        assertThat(told).doesNotContainAnyElementsOf(NEVER_SET);
        told.addAll(NEVER_SET);
        assertThat(told).isEqualTo(DOCUMENTED.keySet());
    }

    @ParameterizedTest
    @EnumSource
    void everySettingReachesTheFunctionUnderItsName(Template template) {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "QUARKUS_FUNQY_EXPORT", "sync",
                "DISABLE_SIGNAL_HANDLERS", "true",
                "KEAP_SINK_CREDENTIALS_PARAMETER", "/crm/keap",
                "KEAP_SINK_MAPPING", "ssm:/crm/mapping:2",
                "KEAP_SINK_LEDGER_TABLE", "keap-sink-ledger",
                "KEAP_SINK_TIMEOUT", "PT120S",
                "KEAP_SINK_MAX_CONCURRENCY", "2",
                "KEAP_SINK_QUEUE_URL", "<aws_sqs_queue.source.id>",
                "KEAP_SINK_REJECT_QUEUE_URL", "<aws_sqs_queue.reject.id>"));
        Setup.SETTINGS
                .variables()
                .forEach((name, value) -> expected.put(
                        "KEAP_SINK_" + name.replaceFirst("^keap_", "").toUpperCase(Locale.ROOT), Setup.text(value)));

        assertThat(template.with(Setup.EVERYTHING).environment(SYNC)).isEqualTo(expected);
        expected.put("QUARKUS_FUNQY_EXPORT", "check");
        assertThat(template.with(Setup.EVERYTHING).environment(CHECK)).isEqualTo(expected);
        assertThat(template.with(Setup.EVERYTHING).environment(REFRESH))
                .isEqualTo(Map.of(
                        "QUARKUS_FUNQY_EXPORT", "refresh",
                        "DISABLE_SIGNAL_HANDLERS", "true",
                        "KEAP_SINK_CREDENTIALS_PARAMETER", "/crm/keap",
                        "KEAP_SINK_TIMEOUT", "PT120S",
                        "KEAP_SINK_TOKEN_URL", "https://example.com/token"));
    }

    /** A function reads its mapping when it starts, and AWS starts it anew when its environment changes. */
    @Test
    void aChangedMappingChangesTheEnvironment() throws IOException {
        String file = "terraform/examples/fifo/mapping.json";
        Map<String, String> mapping = Map.of(
                "KEAP_SINK_MAPPING",
                "ssm:/keap-sink/mapping",
                "MAPPING_SHA256",
                "<hash of " + Files.readString(Path.of(file)) + ">");

        assertThat(List.of(SYNC, CHECK))
                .allSatisfy(function -> assertThat(Template.TERRAFORM
                                .with(Setup.of("mapping_file", file))
                                .environment(function))
                        .containsAllEntriesOf(mapping)
                        .isEqualTo(Template.TERRAFORM
                                .with(Setup.of("mapping", Files.readString(Path.of(file))))
                                .environment(function)));
    }

    /** Everything else is left to the function's own default. */
    @ParameterizedTest
    @EnumSource
    void whatIsToldWithoutBeingAskedForIsTheDocumentedDefault(Template template) {
        assertThat(template.with(Setup.PLAIN).environment(SYNC))
                .allSatisfy((name, value) -> assertThat(value)
                        .as(name)
                        .isEqualTo(
                                switch (name) {
                                    case "QUARKUS_FUNQY_EXPORT" -> "sync";
                                    case "KEAP_SINK_CREDENTIALS_PARAMETER" -> "/keap-sink/credentials";
                                    case "KEAP_SINK_QUEUE_URL" -> "<aws_sqs_queue.source.id>";
                                    case "KEAP_SINK_REJECT_QUEUE_URL" -> "<aws_sqs_queue.reject.id>";
                                    default -> DOCUMENTED.get(name).byDefault();
                                }));
    }
}
