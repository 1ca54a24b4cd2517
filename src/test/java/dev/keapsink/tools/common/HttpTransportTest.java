package dev.keapsink.tools.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.rest.RawApi;
import dev.keapsink.rest.RawServer;
import dev.keapsink.rest.TransportContract;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The way to Keap that commands take. */
class HttpTransportTest extends TransportContract {

    private final HttpCalls calls = new HttpCalls(Duration.ofSeconds(5));

    @Override
    protected KeapTransport keap(URI base, KeapAuthentication authentication) {
        return new HttpTransport(base.toString(), authentication, calls);
    }

    @Test
    void aServerThatIsSilentWhenItShouldEncryptIsGivenUpBeforeTheCallIs() throws IOException {
        HttpCalls hasty = new HttpCalls(Duration.ofMillis(200));
        try (RawServer server = RawServer.answering(EMPTY)) {
            URI https = URI.create(server.uri().toString().replace("http:", "https:"));

            assertThatThrownBy(() -> HttpTransport.tokens(https, hasty).post(Optional.empty(), "a=b", PATIENT))
                    .isInstanceOf(KeapFailure.Unavailable.class)
                    .hasMessage("Keap cannot be reached (HttpConnectTimeoutException)");
        }
    }

    @Test
    void aCallerThatIsInterruptedGivesTheCallUp() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (RawServer server = RawServer.answering((n, out, socket) -> asked.complete(null))) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    put(server.uri(), PATIENT);
                } catch (KeapFailure e) {
                    thrown.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError(e));
                }
            });
            asked.join();
            caller.interrupt();

            assertThat(thrown.get()).isInstanceOf(KeapFailure.Unclear.class);
        }
    }

    @Test
    void writesAContactAndItsFileToASimulatedAccount() {
        KeapSimulator account = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
        VirtualTime time = new VirtualTime();
        byte[] content = {'%', 'P', 'D', 'F', 0, '\r', '\n', (byte) 0xff};
        try (SimulatorServer server = SimulatorServer.start(account)) {
            KeapTransport keap = keap(
                    server.baseUri(),
                    new KeapAuthentication(
                            KeapAuthentication.Header.KEAP_API_KEY,
                            StoredCredential.ofKey(KeapSimulator.API_KEY).credentials(time)));
            assertThat(put(server.baseUri(), PATIENT).status()).isEqualTo(401);

            ObjectNode zoe = JsonNodeFactory.instance.objectNode().put("given_name", "Zo\u00eb");
            zoe.putArray("email_addresses").addObject().put("field", "EMAIL1").put("email", "zoe@example.org");
            ApiCall<RawApi> create = new ApiCall<>(RawApi.class, api -> api.post(zoe));
            assertThat(keap.send(create, PATIENT, () -> {}).status()).isEqualTo(201);
            long contact = account.contacts().getFirst().id();
            ApiCall<RawApi> upload = new ApiCall<>(
                    RawApi.class,
                    api -> api.file(new Form(List.of(
                            new Form.File("file", "a.pdf", content),
                            new Form.Text("file_name", "a.pdf"),
                            new Form.Text("file_association", "\"CONTACT\""),
                            new Form.Text("contact_id", "\"" + contact + "\""),
                            new Form.Text("is_public", "false")))));
            assertThat(keap.send(upload, PATIENT, () -> {}).status()).isEqualTo(201);
        }

        assertThat(account.contacts().getFirst().text("given_name")).isEqualTo("Zo\u00eb");
        long file = account.objects().all(Resource.FILES).getFirst().id();
        assertThat(account.objects().fileContent(file)).hasValue(content);
    }

    @Test
    void postsAFormToTheTokenEndpoint() throws IOException {
        try (RawServer server = RawServer.answering(ok("", "{}"))) {
            URI endpoint = URI.create(server.uri() + "/token");
            KeapReply reply = HttpTransport.tokens(endpoint, calls)
                    .post(Optional.of("Basic eA=="), "grant_type=refresh_token&refresh_token=a%2Fb", PATIENT);

            assertThat(reply.body()).isEqualTo("{}");
            assertThat(server.requests().getFirst())
                    .startsWith("POST /token HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nAuthorization: Basic eA==\r\n")
                    .containsIgnoringCase("\r\nContent-Type: application/x-www-form-urlencoded\r\n")
                    .containsIgnoringCase("\r\nAccept: application/json\r\n")
                    .endsWith("\r\n\r\ngrant_type=refresh_token&refresh_token=a%2Fb");
        }
    }
}
