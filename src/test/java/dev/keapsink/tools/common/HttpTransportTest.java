package dev.keapsink.tools.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.rest.RawServer;
import dev.keapsink.rest.TransportContract;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
