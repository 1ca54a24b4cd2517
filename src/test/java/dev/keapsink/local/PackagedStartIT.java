package dev.keapsink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("Keap Sink cannot start: The queue in KEAP_SINK_REJECT_QUEUE_URL is a dead-letter"
                        + " queue. Create a standard queue for nothing but rejects, and set the variable to its URL.");
    }

    @Test
    void theSourceQueueIsNoRejectQueue() {
        assertThatThrownBy(() -> start(
                        Map.of("KEAP_SINK_REJECT_QUEUE_URL", queues.source().url() + "/")))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("KEAP_SINK_REJECT_QUEUE_URL names the queue of KEAP_SINK_QUEUE_URL");
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
}
