package dev.keapsink.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.parameters.ParameterStore;
import dev.keapsink.tools.demo.KeapTarget;
import dev.keapsink.tools.demo.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployed zip when something fails: Lambda is told, and the next event is served. */
@Timeout(120)
class PackagedFailureIT {
    private static final Path WORK = Path.of("target", "local-it").toAbsolutePath();
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:keap-sink";

    private static FunctionPackage function;

    private final KeapTarget.Simulated keap = KeapTarget.Simulated.start(Pace.DEMO);

    @TempDir
    private Path logs;

    @BeforeAll
    static void unpack() throws IOException {
        function = FunctionPackage.unpack(Path.of("target", "function.zip").toAbsolutePath(), WORK.resolve("function"));
    }

    @AfterEach
    void stop() {
        keap.close();
    }

    private ExecutionEnvironment environment(Map<String, String> settings) throws IOException {
        return new ExecutionEnvironment(
                new ExecutionEnvironment.Template(function, RuntimeClient.forThisSystem(), variables(settings), AMPLE),
                logs.resolve("function.log"));
    }

    private Map<String, String> variables(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(keap.variables());
        variables.putAll(
                Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
        variables.putAll(settings);
        return variables;
    }

    private static void assertFailedWith(String reason, InvocationResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        InvocationResult.FunctionError.class,
                        error -> assertThat(error.payload()).contains("\"errorType\"", reason));
    }

    @Test
    void anEventWithoutRecordsIsAnsweredWithAnErrorAndTheNextOneIsServed() throws Exception {
        try (ExecutionEnvironment sync = environment(Map.of())) {
            assertFailedWith("The event has no Records", sync.invoke("{}"));
            assertThat(sync.invoke("{\"Records\":[]}"))
                    .isEqualTo(new InvocationResult.Reply("{\"batchItemFailures\":[]}"));
        }
    }

    /** A message that could not be named in the reply would be deleted. */
    @Test
    void aMessageWithoutAnIdIsAnsweredWithAnError() throws Exception {
        try (ExecutionEnvironment sync = environment(Map.of())) {
            assertFailedWith("no messageId", sync.invoke("{\"Records\":[{\"body\":\"{}\"}]}"));
        }
    }

    /** Lambda takes any other key for "everything succeeded" and deletes what failed. */
    @Test
    void aMessageThatWaitsIsNamedByLambdasOwnKey() throws Exception {
        keap.keap().inject(Fault.badGateway().matching(request -> request.body().contains("waits@example.com")));
        try (ExecutionEnvironment sync = environment(Map.of())) {
            assertThat(sync.invoke("{\"Records\":[" + record("waits") + "," + record("goes") + "]}"))
                    .isEqualTo(new InvocationResult.Reply("{\"batchItemFailures\":[{\"itemIdentifier\":\"waits\"}]}"));
        }
    }

    private static String record(String id) {
        return "{\"messageId\":\"%s\",\"body\":\"{\\\"email\\\":\\\"%s@example.com\\\"}\"}".formatted(id, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"nonsense\"", "[1]", "{\"records\":", "{\"records\":7}"})
    void aCheckOfNonsenseIsAnsweredWithAnErrorAndTheNextOneIsServed(String nonsense) throws Exception {
        try (ExecutionEnvironment check = environment(Map.of("QUARKUS_FUNQY_EXPORT", "check"))) {
            assertFailedWith("com.fasterxml.jackson", check.invoke(nonsense));
            assertThat(check.invoke("{}")).isInstanceOf(InvocationResult.Reply.class);
        }
    }

    @Test
    void aRefreshThatFailsIsAnsweredWithAnErrorAndTheNextOneIsServed() throws Exception {
        try (ParameterStore parameters = ParameterStore.start();
                ExecutionEnvironment refresh = environment(Map.of(
                        "QUARKUS_FUNQY_EXPORT", "refresh",
                        "KEAP_SINK_API_KEY", "",
                        "KEAP_SINK_CREDENTIALS_PARAMETER", "/keap/credentials",
                        "AWS_ENDPOINT_URL_SSM", parameters.endpoint().toString()))) {
            parameters.put("/keap/credentials", "{}");
            assertFailedWith("the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names", refresh.invoke("{}"));
            parameters.put("/keap/credentials", "{\"api_key\":\"%s\"}".formatted(KeapSimulator.API_KEY));
            assertThat(refresh.invoke("{}").toString()).contains("api_key_accepted");
        }
    }

    @ParameterizedTest
    @CsvSource({"KEAP_SINK_TAG_IDS, first, KEAP_SINK_TAG_IDS is", "QUARKUS_FUNQY_EXPORT, snyc, QUARKUS_FUNQY_EXPORT is"
    })
    void aStartThatFailsIsReportedToLambda(String variable, String value, String reason) throws Exception {
        try (ExecutionEnvironment wrong = environment(Map.of(variable, value))) {
            assertThatThrownBy(wrong::start)
                    .hasMessageContaining(reason)
                    .rootCause()
                    .as("the report")
                    .hasMessageContaining("\"errorType\"");
        }
    }

    @Test
    void aProcessThatCannotTakeEventsAnyMoreEnds() throws Exception {
        LambdaRuntimeServer runtime = LambdaRuntimeServer.start(ARN);
        Map<String, String> variables = variables(Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtime.address(),
                "AWS_LAMBDA_FUNCTION_NAME", "keap-sink",
                "LAMBDA_TASK_ROOT", function.root().toString()));
        try (FunctionProcess process = FunctionProcess.start(
                function, RuntimeClient.forThisSystem(), variables, logs.resolve("function.log"))) {
            runtime.ready().get(AMPLE.toSeconds(), TimeUnit.SECONDS);

            runtime.close();

            assertThat(process.onExit().get(AMPLE.toSeconds(), TimeUnit.SECONDS))
                    .isPositive();
        }
    }
}
