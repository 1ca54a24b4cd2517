package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.CredentialParameter;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.Credentials;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshReport;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.lambda.KeapOnLoopback;
import dev.keapsink.metrics.Metrics;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.record.Message;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.rest.RestConnections;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.TokenPair;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.parameters.ParameterStore;
import dev.keapsink.support.LeapingTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Instances of the functions as the application puts them together: real threads, Keap and its token endpoint behind real
 * HTTP, and the real AWS SDK in front of a Parameter Store on this machine. Only waiting is skipped.
 */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
@Timeout(120)
class RotatingCredentialsTest {

    private static final String NAME = "/keap-sink/credentials";
    private static final Client CLIENT = new Client("kst-client", "kst-secret-client");
    private static final int INSTANCES = 8;

    private final LeapingTime time = new LeapingTime();
    private final RestConnections connections = new RestConnections(Duration.ofSeconds(5), 16, time);
    private KeapSimulator keap;
    private final List<SsmClient> clients = new ArrayList<>();
    private SimulatorServer server;
    private ParameterStore parameters;

    @BeforeEach
    void start() throws IOException {
        keap = new KeapSimulator(Quota.GENEROUS, time);
        keap.addTag(101, "Customer");
        keap.oauthClient(CLIENT.id(), CLIENT.secret());
        server = SimulatorServer.start(keap);
        parameters = ParameterStore.start();
    }

    @AfterEach
    void stop() {
        clients.forEach(SsmClient::close);
        parameters.close();
        server.close();
    }

    private Settings settings() {
        return Settings.of(
                TestConfig.of(Map.of(
                        "KEAP_SINK_BASE_URL",
                        server.baseUri().toString(),
                        "KEAP_SINK_TOKEN_URL",
                        server.tokenUri().toString(),
                        "KEAP_SINK_CREDENTIALS_PARAMETER",
                        NAME,
                        "KEAP_SINK_TAG_IDS",
                        "101",
                        "KEAP_SINK_SPIKE_LIMIT",
                        "2000",
                        "KEAP_SINK_MINUTE_LIMIT",
                        "100000")),
                name -> "");
    }

    /** An instance's own client, as every process has one. */
    private CredentialParameter parameter() {
        SsmClient client = SsmClient.builder()
                .endpointOverride(parameters.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        clients.add(client);
        return new CredentialParameter(() -> client, NAME, "the parameter " + NAME);
    }

    private Assembly assembly(Credentials credentials) {
        Settings settings = settings();
        return new Assembly(
                settings,
                connections.keap(
                        settings.keap().baseUrl(),
                        new KeapAuthentication(settings.keap().header(), credentials)),
                new CredentialProvider(
                        credentials, settings.limits()::of, settings.limits().smallest()),
                time,
                () -> 0.5,
                AccountWiring.FILES);
    }

    private BatchProcessor sync() {
        Credentials credentials = new Credentials(parameter(), time, time);
        credentials.current();
        return assembly(credentials)
                .processor(
                        new VirtualThreads(4), RejectQueue.none(), Visibility.none(), Metrics.none(), Optional.empty());
    }

    private Refresh refresh() {
        CredentialParameter parameter = parameter();
        Credentials credentials = new Credentials(parameter, time, time);
        return assembly(credentials)
                .refresh(
                        parameter,
                        TokenTransport.over(connections.tokens(settings().keap().tokenUrl())),
                        credentials);
    }

    /** Ten contacts of an instance's own. */
    private static List<Message> batch(int instance) {
        return Messages.of(IntStream.range(0, 10)
                .mapToObj(n -> "{\"email\":\"contact%d.%d@example.com\"}".formatted(instance, n))
                .toList());
    }

    /** Each instance gets a batch at the same time; how many messages each of them returned. */
    private List<Integer> deliver(List<BatchProcessor> instances) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(instances.size())) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < instances.size(); i++) {
                BatchProcessor instance = instances.get(i);
                List<Message> batch = batch(i);
                all.add(() -> instance.process(batch, Deadline.in(Duration.ofMinutes(2), time))
                        .size());
            }
            List<Integer> returned = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(all)) {
                returned.add(one.get());
            }
            return returned;
        }
    }

    @Test
    void eightInstancesWithAnExpiredTokenWaitAndGoOnWithTheNewOne() throws Exception {
        TokenPair first = keap.grant();
        keap.expireAccessTokens();
        parameters.put(
                NAME,
                CredentialDocument.of(new Grant(CLIENT, first.accessToken(), first.refreshToken(), Instant.EPOCH)));
        List<BatchProcessor> instances =
                IntStream.range(0, INSTANCES).mapToObj(i -> sync()).toList();

        assertThat(deliver(instances)).as("all wait").containsOnly(10).hasSize(INSTANCES);
        assertThat(keap.contacts()).isEmpty();
        assertThat(keap.tokenCalls()).as("sync asks for no token").isEmpty();
        assertThat(parameters.count("GetParameter"))
                .as("once at the start, and once for all callers of an instance")
                .isEqualTo(2 * INSTANCES);

        RefreshReport report = refresh().run(Deadline.in(Duration.ofMinutes(2), time));
        assertThat(report.result()).isEqualTo(RefreshReport.Result.refreshed);
        assertThat(report.detail()).endsWith("Keap accepts them.");

        assertThat(deliver(instances)).as("all go on").containsOnly(0);
        assertThat(keap.contacts())
                .hasSize(INSTANCES * 10)
                .allMatch(contact -> contact.tagIds().contains(101L));
        assertThat(keap.tokenCalls()).as("the one of refresh").hasSize(1);
        assertThat(parameters.count("PutParameter"))
                .as("a rehearsal and a write, both of refresh")
                .isEqualTo(2);
    }

    @Test
    void aKeyRevokedInTheMiddleOfARunHoldsTheQueueUntilItIsReplaced() throws Exception {
        parameters.put(NAME, "{\"api_key\":\"%s\"}".formatted(KeapSimulator.API_KEY));
        BatchProcessor sync = sync();
        assertThat(deliver(List.of(sync))).containsExactly(0);

        keap.acceptKey("KeapAK-simulator-0001");
        List<Message> next = batch(1);
        Deadline deadline = Deadline.in(Duration.ofMinutes(2), time);
        Collection<String> returned = sync.process(next, deadline);
        assertThat(returned).as("nothing is rejected, all wait").hasSize(10);

        parameters.put(NAME, "{\"api_key\":\"KeapAK-simulator-0001\"}");
        List<Call> before = keap.calls();
        assertThat(sync.process(next, Deadline.in(Duration.ofMinutes(2), time))).isEmpty();
        assertThat(keap.contacts()).hasSize(20);
        assertThat(keap.calls().subList(before.size(), keap.calls().size()))
                .filteredOn(call -> call.status() == 401)
                .as("the new key is found before a call is made with the old one")
                .isEmpty();
    }

    @Test
    void aReplacedKeyTakesEffectWithinOneFailedCall() throws Exception {
        parameters.put(NAME, "{\"api_key\":\"%s\"}".formatted(KeapSimulator.API_KEY));
        BatchProcessor sync = sync();
        keap.acceptKey("KeapAK-simulator-0001");
        parameters.put(NAME, "{\"api_key\":\"KeapAK-simulator-0001\"}");

        assertThat(deliver(List.of(sync))).containsExactly(0);
        assertThat(keap.calls().stream().filter(call -> call.status() == 401)).hasSize(1);
    }
}
