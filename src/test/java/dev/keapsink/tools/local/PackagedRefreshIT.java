package dev.keapsink.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.TokenPair;
import dev.keapsink.simulator.parameters.ParameterStore;
import dev.keapsink.tools.common.CredentialFile;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.demo.KeapTarget;
import dev.keapsink.tools.demo.LocalRun;
import dev.keapsink.tools.demo.Pace;
import dev.keapsink.tools.demo.RunOutcome;
import dev.keapsink.tools.records.RecordFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OAuth2 with the zip that is deployed: the function refresh in a process of its own, and a local run that renews itself. */
@Timeout(120)
class PackagedRefreshIT {
    private static final Path WORK = Path.of("target", "local-it").toAbsolutePath();
    private static final Pace FAST = new Pace(new Quota(10_000, 60_000, 1_000_000), 1_000);
    private static final Client CLIENT = new Client("kst-client", "kst-secret-client");
    private static final String NAME = "/keap-sink/credentials";

    private static FunctionPackage function;

    @TempDir
    private Path folder;

    private KeapTarget.Simulated keap;
    private ParameterStore parameters;

    @BeforeAll
    static void unpack() throws IOException {
        function = FunctionPackage.unpack(Path.of("target", "function.zip").toAbsolutePath(), WORK.resolve("function"));
    }

    @BeforeEach
    void start() throws IOException {
        keap = KeapTarget.Simulated.start(FAST);
        keap.keap().oauthClient(CLIENT.id(), CLIENT.secret());
        parameters = ParameterStore.start();
    }

    @AfterEach
    void stop() {
        parameters.close();
        keap.close();
    }

    /** Tokens of which the access token has ended. */
    private String ended() {
        TokenPair pair = keap.keap().grant();
        keap.keap().expireAccessTokens();
        return CredentialDocument.of(new Grant(CLIENT, pair.accessToken(), pair.refreshToken(), Instant.EPOCH));
    }

    private String storedRefreshToken() {
        return ((Grant) CredentialDocument.parse(parameters.value(NAME), NAME).credential()).refreshToken();
    }

    private ExecutionEnvironment refresh() throws IOException {
        Map<String, String> variables = Map.of(
                "QUARKUS_FUNQY_EXPORT",
                "refresh",
                "KEAP_SINK_BASE_URL",
                keap.server().baseUri().toString(),
                "KEAP_SINK_TOKEN_URL",
                keap.server().tokenUri().toString(),
                "KEAP_SINK_CREDENTIALS_PARAMETER",
                NAME,
                "AWS_ENDPOINT_URL_SSM",
                parameters.endpoint().toString(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local");
        return new ExecutionEnvironment(
                new ExecutionEnvironment.Template(
                        function, RuntimeClient.forThisSystem(), variables, Duration.ofMinutes(2)),
                folder.resolve("refresh.log"));
    }

    @Test
    void renewsTheTokensKeepsTheirKeyAndCountsIt() throws Exception {
        parameters.put(NAME, ended(), "alias/of-the-shop");
        try (ExecutionEnvironment refresh = refresh()) {
            assertThat(refresh.invoke("{}").toString()).contains("\"result\":\"refreshed\"", "Keap accepts them");
            assertThat(refresh.invoke("{}").toString()).contains("\"result\":\"not_due\"");
        }

        assertThat(keap.keap().validRefreshToken()).contains(storedRefreshToken());
        assertThat(parameters.versions(NAME).getLast().keyId()).isEqualTo("alias/of-the-shop");
        assertThat(new FunctionLog(folder.resolve("refresh.log")).lines())
                .anyMatch(line -> line.startsWith("{\"_aws\":") && line.contains("\"Refreshes\":1"));
    }

    @Test
    void killedBetweenRefreshAndStoreItSaysHowToAuthorizeAgain() throws Exception {
        String before = ended();
        parameters.put(NAME, before);
        AtomicReference<ExecutionEnvironment> running = new AtomicReference<>();
        AtomicBoolean killed = new AtomicBoolean();
        parameters.onRequest(request -> {
            boolean renewed = !keap.keap().tokenCalls().isEmpty();
            if (renewed && request.operation().equals("PutParameter") && killed.compareAndSet(false, true)) {
                running.get().kill();
                throw new UncheckedIOException(new IOException("The process is gone"));
            }
        });
        try (ExecutionEnvironment refresh = refresh()) {
            running.set(refresh);
            assertThat(refresh.invoke("{}")).isInstanceOf(InvocationResult.Crashed.class);
            assertThat(parameters.value(NAME)).isEqualTo(before);

            InvocationResult next = refresh.invoke("{}");

            assertThat(next).isInstanceOf(InvocationResult.FunctionError.class);
            assertThat(next.toString())
                    .contains(
                            "does not take the refresh token in the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names any more")
                    .contains("./run authorize");
        }
        assertThat(new FunctionLog(folder.resolve("refresh.log")).lines())
                .anyMatch(line -> line.startsWith("{\"_aws\":") && line.contains("\"GrantLost\":1"));
    }

    @Test
    void aLocalRunRenewsItsTokensItself() throws Exception {
        CredentialFile file = new CredentialFile(folder.resolve("keap.json"));
        file.write(ended());
        Map<String, String> environment = new HashMap<>(keap.variables());
        environment.remove("KEAP_SINK_API_KEY");
        environment.put("KEAP_SINK_TOKEN_URL", keap.server().tokenUri().toString());
        List<RecordFile.Line> lines = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> new RecordFile.Line(n, "{\"email\":\"contact%d@example.com\"}".formatted(n)))
                .toList();
        keap.keap().acceptKey("none but tokens");
        try (LocalCredential credential =
                        LocalCredential.serve(file, environment, new PrintWriter(new StringWriter()));
                LocalRun run = new LocalRun(
                        function,
                        RuntimeClient.forThisSystem(),
                        KeapTarget.Real.from(environment).with(credential),
                        new LocalRun.Plan(10, 1, Duration.ofSeconds(15), Duration.ofSeconds(17), false),
                        folder)) {
            RunOutcome outcome = run.run(lines, done -> {});

            assertThat(outcome.written()).hasSize(10);
        }
        KeapSimulator simulator = keap.keap();
        assertThat(simulator.contacts()).hasSize(10);
        assertThat(simulator.tokenCalls())
                .as("the one of the run's own process")
                .hasSize(1);
        assertThat(simulator.validRefreshToken())
                .contains(((Grant) CredentialDocument.parse(file.read(), "file").credential()).refreshToken());
    }
}
