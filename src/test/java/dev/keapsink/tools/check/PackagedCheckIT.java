package dev.keapsink.tools.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.redaction.Canary;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.parameters.ParameterStore;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.demo.KeapTarget;
import dev.keapsink.tools.demo.Pace;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.LocalLedger;
import dev.keapsink.tools.local.LocalQueues;
import dev.keapsink.tools.records.RecordFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The deployed zip as the function {@code check}: it finds what is wrong, and writes nothing. */
@Timeout(120)
class PackagedCheckIT {
    private static final Path WORK = Path.of("target", "local-it").toAbsolutePath();

    private static FunctionPackage function;

    private final KeapTarget.Simulated keap = KeapTarget.Simulated.start(Pace.DEMO);
    private final LocalQueues queues = LocalQueues.start(Duration.ofSeconds(30));

    @TempDir
    private Path logs;

    @BeforeAll
    static void unpack() throws IOException {
        function = FunctionPackage.unpack(Path.of("target", "function.zip").toAbsolutePath(), WORK.resolve("function"));
    }

    @BeforeEach
    void addACustomField() {
        keap.keap().addCustomField(CustomField.of(7, "Lead Score", FieldType.WHOLE_NUMBER));
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(keap.keap().calls()).noneMatch(Call::isWrite);
        keap.close();
        queues.close();
    }

    private CheckResult check(Map<String, String> settings, String... bodies) throws Exception {
        return run(settings).run(List.of(bodies));
    }

    /** As a deployed function is asked, by an event. */
    private CheckResult checkDeployment(Map<String, String> settings, String event) throws Exception {
        return run(settings).run((ObjectNode) new ObjectMapper().readTree(event));
    }

    private CheckRun run(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(keap.variables());
        variables.putAll(queues.variables());
        // In every line that the function logs, on the JVM and natively.
        variables.put("QUARKUS_LOG_CONSOLE_JSON_ADDITIONAL_FIELD__CANARY__VALUE", Canary.FUNCTION_PROCESS.toString());
        variables.putAll(settings);
        return new CheckRun(function, variables, logs.resolve("check.log"));
    }

    /** The checks that failed, with what was found. */
    private static Map<String, String> failures(CheckResult result) {
        Map<String, String> failures = new TreeMap<>();
        for (JsonNode line : result.report().path("checks")) {
            if (line.path("result").asText().equals("fail")) {
                assertThat(line.path("fix").asText()).isNotBlank();
                failures.put(line.path("check").asText(), line.path("detail").asText());
            }
        }
        return failures;
    }

    @Test
    void passesWhatIsRightAndPreviewsRecords() throws Exception {
        CheckResult result = check(
                Map.of(
                        "KEAP_SINK_MAPPING",
                        "{\"automatic\":true,\"tags\":[{\"name\":\"Brand new\",\"create_missing\":true}]}"),
                "{\"email\":\"ada@example.com\",\"first_name\":\"Ada\",\"state\":\"AZ\",\"country\":\"us\","
                        + "\"lead_score\":\"7.0\",\"shoe_size\":38}",
                "{\"email\":\"ada\"}",
                "[{\"phone\":\"555 0001\"},{}]");

        assertThat(failures(result)).isEmpty();
        assertThat(result.report().path("ok").asBoolean()).isTrue();
        assertThat(result.isGood()).as("a record would be rejected").isFalse();
        JsonNode preview = result.report().path("preview");
        assertThat(preview).hasSize(4);
        assertThat(preview.get(0).path("outcome").asText()).isEqualTo("written");
        assertThat(preview.get(0).path("ignored").toString()).isEqualTo("[\"shoe_size\"]");
        assertThat(preview.get(0).path("coercions").toString())
                .isEqualTo("[{\"field\":\"country\",\"from\":\"us\",\"to\":\"USA\"},"
                        + "{\"field\":\"Lead Score\",\"from\":\"7.0\",\"to\":7}]");
        JsonNode calls = preview.get(0).path("calls");
        assertThat(calls.get(0).toString())
                .isEqualTo("{\"method\":\"POST\",\"path\":\"/v1/tags\",\"body\":{\"name\":\"Brand new\"}}");
        assertThat(calls.get(1).path("path").asText()).isEqualTo("/v1/contacts");
        assertThat(calls.get(1)
                        .path("body")
                        .path("addresses")
                        .get(0)
                        .path("region")
                        .asText())
                .isEqualTo("US-AZ");
        assertThat(calls.toString())
                .contains("/v1/tags/{id of the new tag Brand new}/contacts", "\"ids\":[\"{id of the new contact}\"]");
        assertThat(preview.get(1).path("reason").asText()).isEqualTo("invalid_value");
        assertThat(preview.get(1).path("field").asText()).isEqualTo("email1");
        assertThat(preview.get(2).path("record").asText()).isEqualTo("3.1");
        assertThat(preview.get(2).path("calls").get(0).path("method").asText()).isEqualTo("POST");
        assertThat(preview.get(3).path("reason").asText()).isEqualTo("no_match_key");
    }

    @Test
    void previewsRecordsOfOtherStreamsBehindThoseThatTheyReferTo() throws Exception {
        CheckResult result = check(
                Map.of("KEAP_SINK_STREAMS", "contacts,notes", "KEAP_SINK_DEFAULT_USER", "1"),
                "{\"email\":\"ada@example.com\"}",
                "{\"stream\":\"notes\",\"key\":\"n1\",\"data\":{\"contact_email\":\"ada@example.com\",\"title\":\"A call\"}}");

        assertThat(failures(result)).isEmpty();
        assertThat(result.isGood()).isTrue();
        assertThat(result.report().path("preview").get(1).path("calls").toString())
                .isEqualTo(
                        "[{\"method\":\"POST\",\"path\":\"/v2/contacts/{id of the new contact}/notes\",\"body\":{"
                                + "\"title\":\"A call\",\"custom_fields\":[{\"id\":\"901\",\"content\":\"n1\"}],\"user_id\":\"1\"}}]");
    }

    @Test
    void findsEverythingThatIsWrongAtOnce() throws Exception {
        CheckResult result = check(Map.of(
                "KEAP_SINK_TAG_IDS", "101,999",
                "KEAP_SINK_CONTACT_TYPE", "Custmer",
                "KEAP_SINK_MAPPING",
                        "{\"automatic\":true,\"custom_fields\":{\"Lead Skore\":\"score\",\"Lead Score\":{\"value\":\"hot\"}},\"tags\":[\"Newslettr\"]}",
                "KEAP_SINK_REJECT_QUEUE_URL", queues.rejects().url() + "-of-nobody"));

        assertThat(failures(result))
                .containsOnlyKeys(
                        "tag 999",
                        "tag \"Newslettr\"",
                        "contact type \"Custmer\"",
                        "custom field \"Lead Skore\"",
                        "custom field \"Lead Score\"",
                        "reject queue")
                .hasEntrySatisfying(
                        "tag \"Newslettr\"", found -> assertThat(found).contains("\"Newsletter\""))
                .hasEntrySatisfying(
                        "contact type \"Custmer\"", found -> assertThat(found).contains("\"Customer\""))
                .hasEntrySatisfying(
                        "custom field \"Lead Skore\"",
                        found -> assertThat(found).contains("\"Lead Score\""));
        assertThat(result.isGood()).isFalse();
    }

    @Test
    void looksAtTheLedgersTable() throws Exception {
        try (LocalLedger ledger = LocalLedger.start()) {
            CheckResult good = check(ledger.variables());
            Map<String, String> wrong = new HashMap<>(ledger.variables());
            wrong.put("KEAP_SINK_LEDGER_TABLE", "keap-sink-ledgr");
            CheckResult bad = check(wrong);

            assertThat(failures(good)).isEmpty();
            assertThat(good.report().path("checks").toString())
                    .contains("ledger table", "ledger expiry", "The entries belong to the account");
            assertThat(failures(bad)).containsOnlyKeys("ledger table");
            assertThat(ledger.entries()).isZero();
        }
    }

    @Test
    void findsAWrongKeyAndAMissingRejectQueue() throws Exception {
        CheckResult result = checkDeployment(
                Map.of("KEAP_SINK_API_KEY", "KeapAK-wrong", "KEAP_SINK_REJECT_QUEUE_URL", ""),
                "{\"records\":[{\"email\":\"ada@example.com\"}]}");

        assertThat(failures(result)).containsOnlyKeys("credentials", "reject queue");
        assertThat(result.report().has("preview"))
                .as("a preview would be of failures only")
                .isFalse();
        assertThat(result.report().toString()).contains("\"skip\"").doesNotContain("KeapAK-wrong");
        // Where it is searched for secrets.
        result.print(new PrintWriter(System.out, true, UTF_8), List.of(new RecordFile.Line(1, "")));
    }

    @Test
    void passesOnAMachineThatHasNoQueues() throws Exception {
        CheckResult result = check(
                Map.of("KEAP_SINK_QUEUE_URL", "", "KEAP_SINK_REJECT_QUEUE_URL", ""), "{\"email\":\"ada@example.com\"}");

        assertThat(failures(result)).isEmpty();
        assertThat(result.isGood()).isTrue();
        assertThat(result.report().path("checks").toString()).contains("\"note\"");
    }

    @Test
    void triesAnotherMappingThanTheDeployments() throws Exception {
        String event = """
                {"mapping": {"fields": {"email1": "Mail"}, "custom_fields": {"Lead Score": "Punkte"}},
                 "records": [{"Mail": "ada@example.com", "Punkte": 7}]}""";
        CheckResult tried =
                checkDeployment(Map.of("KEAP_SINK_MAPPING", "{\"fields\":{\"email1\":\"address\"}}"), event);
        CheckResult refused = checkDeployment(Map.of(), event.replace("email1", "e-mail 1"));
        CheckResult secret = checkDeployment(Map.of(), event.replace("Lead Score", KeapSimulator.API_KEY));
        CheckResult misspelt = checkDeployment(Map.of(), event.replace("\"mapping\"", "\"mappings\""));

        assertThat(failures(tried)).isEmpty();
        assertThat(tried.report().path("checks").toString())
                .contains("The event's mapping was used.", "custom field \\\"Lead Score\\\"");
        assertThat(tried.report().path("preview").get(0).path("calls").toString())
                .contains("ada@example.com", "\"content\":7");
        assertThat(failures(refused))
                .containsOnlyKeys("mapping")
                .hasEntrySatisfying(
                        "mapping",
                        found -> assertThat(found).contains("The mapping in the event is refused: fields.e-mail 1"));
        assertThat(failures(secret)).containsOnlyKeys("mapping");
        assertThat(secret.report().toString()).contains("looks like a key").doesNotContain(KeapSimulator.API_KEY);
        assertThat(misspelt.report().path("checks").toString())
                .contains("It has a field that means nothing here (did you mean \\\"mapping\\\"?)");
    }

    @Test
    void aDeadLetterQueueIsNoRejectQueue() throws Exception {
        assertThat(failures(check(Map.of(
                        "KEAP_SINK_REJECT_QUEUE_URL", queues.deadLetters().url()))))
                .containsOnly(
                        Map.entry("reject queue", "The queue in KEAP_SINK_REJECT_QUEUE_URL is a dead-letter queue."));
    }

    @Test
    void aWrongMappingStopsTheStartWithItsEntry() {
        assertThatThrownBy(
                        () -> check(Map.of("KEAP_SINK_MAPPING", "{\"automatic\":true,\"fields\":{\"fname\":\"a\"}}")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("fields.fname")
                .hasMessageContaining("given_name");
        assertThat(keap.keap().calls()).isEmpty();
    }

    @Test
    void readsTheMappingAndTheCredentialFromParameterStore() throws Exception {
        try (ParameterStore store = ParameterStore.start()) {
            store.put("/keap/credentials", "{\"api_key\":\"%s\"}".formatted(KeapSimulator.API_KEY));
            store.put("/keap/mapping", "{\"fields\":{\"email1\":\"mail\",\"given_name\":\"/person/first\"}}");

            CheckResult result = check(
                    Map.of(
                            "KEAP_SINK_MAPPING",
                            "ssm:/keap/mapping",
                            "KEAP_SINK_API_KEY",
                            "",
                            "KEAP_SINK_CREDENTIALS_PARAMETER",
                            "/keap/credentials",
                            // What it writes then is searched for secrets.
                            "QUARKUS_LOG_LEVEL",
                            "DEBUG",
                            "AWS_ENDPOINT_URL_SSM",
                            store.endpoint().toString()),
                    "{\"mail\":\"ada@example.com\",\"person\":{\"first\":\"Ada\"}}");

            assertThat(result.isGood()).isTrue();
            assertThat(result.report().path("preview").get(0).path("calls").toString())
                    .contains("\"given_name\":\"Ada\"");
        }
    }
}
