package dev.keapsink.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deployed zip before its first event: which queues stop its start, and which trouble does not. */
@Timeout(120)
class PackagedStartIT {
    private static final Path WORK = Path.of("target", "local-it").toAbsolutePath();

    private static FunctionPackage function;
    private static LocalQueues queues;

    @TempDir
    private Path logs;

    @BeforeAll
    static void unpack() throws IOException {
        function = FunctionPackage.unpack(Path.of("target", "function.zip").toAbsolutePath(), WORK.resolve("function"));
        queues = LocalQueues.start(Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        queues.close();
    }

    private FunctionLog start(Map<String, String> settings) throws Exception {
        Map<String, String> variables = new HashMap<>(queues.variables());
        variables.put("KEAP_SINK_API_KEY", "KeapAK-1");
        variables.putAll(settings);
        variables.values().removeIf(String::isEmpty);
        Path log = logs.resolve("start.log");
        var template = new ExecutionEnvironment.Template(
                function, RuntimeClient.forThisSystem(), Map.copyOf(variables), Duration.ofMinutes(2));
        try (ExecutionEnvironment environment = new ExecutionEnvironment(template, log)) {
            environment.start();
        }
        return new FunctionLog(log);
    }

    private static FunctionLog warned(FunctionLog log, String sentence) {
        assertThat(log.entries())
                .filteredOn(entry -> entry.path("level").asText().equals("WARN"))
                .extracting(entry -> entry.path("message").asText())
                .anySatisfy(message -> assertThat(message).startsWith(sentence));
        return log;
    }

    @Test
    void theQueuesOfADeploymentAreNothingToTalkAbout() throws Exception {
        assertThat(start(Map.of()).entries())
                .extracting(entry -> entry.path("level").asText())
                .doesNotContain("WARN", "ERROR");
    }

    @Test
    void aDeadLetterQueueIsNoRejectQueue() {
        assertThatThrownBy(() -> start(Map.of(
                        "KEAP_SINK_REJECT_QUEUE_URL", queues.deadLetters().url())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Keap Sink cannot start: The queue in KEAP_SINK_REJECT_QUEUE_URL is a dead-letter"
                        + " queue. Create a standard queue for nothing but rejects, and set the variable to its URL.");
    }

    @Test
    void theSourceQueueIsNoRejectQueue() {
        assertThatThrownBy(() -> start(
                        Map.of("KEAP_SINK_REJECT_QUEUE_URL", queues.source().url() + "/")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("KEAP_SINK_REJECT_QUEUE_URL names the queue of KEAP_SINK_QUEUE_URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "QUARKUS_LOG_LEVEL | sesame-open",
                "QUARKUS_LOG_CATEGORY__DEV_KEAPSINK__LEVEL | KeapAK-sesame",
                "QUARKUS_PROFILE | KeapAK-sesame",
                "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE | KeapAK-sesame",
                "QUARKUS_THREAD_POOL_MAX_THREADS | KeapAK-sesame",
                "QUARKUS_VERTX_RESOLVER_QUERY_TIMEOUT | KeapAK-sesame",
                "AWS_ENDPOINT_URL_SQS | KeapAK-sesame",
                "KEAP_SINK_MAPPING | ssm:sesame"
            })
    void noValueIsInTheReasonOrTheLogOfAFailedStart(String variable, String value) {
        assertThatThrownBy(() -> start(Map.of(variable, value)))
                .hasMessageContaining("Keap Sink cannot start: " + variable)
                .hasMessageNotContaining("sesame");
        assertThat(logs.resolve("start.log")).content().doesNotContain("sesame");
    }

    @Test
    void noNameOfAParameterOrTableIsInTheLog() throws Exception {
        FunctionLog log = start(Map.of(
                "KEAP_SINK_API_KEY", "",
                "KEAP_SINK_CREDENTIALS_PARAMETER", "/sesame",
                "KEAP_SINK_LEDGER_TABLE", "sesame",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1"));

        warned(log, "The ledger ");
        warned(log, "The credential could not be read from the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names: ");
        assertThat(logs.resolve("start.log")).content().doesNotContain("sesame");
    }

    @Test
    void anSqsThatDoesNotAnswerStopsNoStart() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            warned(
                    start(Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + silent.getLocalPort())),
                    "The source queue: SQS could not be asked about the queue (ApiCallTimeoutException).");
        }
    }

    @Test
    void aMissingRegionStopsNoStart() throws Exception {
        warned(start(Map.of("AWS_REGION", "")), "The source queue: SQS could not be asked about the queue (");
    }

    @Test
    void aMisspeltVariableIsNamedWithoutItsValue() throws Exception {
        warned(
                start(Map.of("KEAP_SINK_TAG_ID", "4711")),
                "The variable KEAP_SINK_TAG_ID is not known, and has no effect (did you mean \"KEAP_SINK_TAG_IDS\"?).");
        assertThat(logs.resolve("start.log")).content().doesNotContain("4711");
    }

    @Test
    void aMisspeltVariableIsNamedAlsoWhereItKeepsTheFunctionFromStarting() {
        assertThatThrownBy(() -> start(
                        Map.of("KEAP_SINK_API_KEY", "", "KEAP_SINK_CREDENTIAL_PARAMETER", "/keap-sink/credentials")))
                .isInstanceOf(CommandFailure.class);
        assertThat(logs.resolve("start.log"))
                .content()
                .contains("The variable KEAP_SINK_CREDENTIAL_PARAMETER is not known");
    }
}
