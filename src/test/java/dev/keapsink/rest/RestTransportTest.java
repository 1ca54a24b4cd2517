package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.lambda.KeapOnLoopback;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies and failures over real connections, with a server that says what it likes. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
@Timeout(60)
class RestTransportTest extends TransportContract {

    @Inject
    Vertx vertx;

    private Duration later = Duration.ZERO;
    private final RestConnections connections =
            new RestConnections(Duration.ofSeconds(5), 2, () -> Instant.now().plus(later));

    private final CompletableFuture<Void> twoAreAsked = new CompletableFuture<>();
    private final CompletableFuture<Void> mayAnswer = new CompletableFuture<>();

    /** The client's thread looks at its connections between two timers. */
    private void letTheClientNotice() {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Long> looked = new CompletableFuture<>();
            vertx.setTimer(1, looked::complete);
            looked.join();
        }
    }

    /** What has little time in a test does not spend it on loading classes. */
    @BeforeEach
    void makeTheFirstCall() throws IOException {
        try (RawServer server = RawServer.answering(EMPTY)) {
            get(server);
        }
        told.set(0);
    }

    private RawServer holdingAnswersBack() throws IOException {
        return RawServer.answering((n, out, socket) -> {
            if (n == 2) {
                twoAreAsked.complete(null);
            }
            mayAnswer.join();
            out.write(EMPTY.getBytes(ISO_8859_1));
        });
    }

    @Override
    protected KeapTransport keap(URI base, KeapAuthentication authentication) {
        return connections.keap(base, authentication);
    }

    private KeapReply get(RestConnections through, URI uri, Duration timeout) {
        return through.tokens(uri).send(new ApiCall<>(RawApi.class, RawApi::get), timeout, told::incrementAndGet);
    }

    /** So many requests, of which two have arrived. */
    private List<CompletableFuture<KeapReply>> atOnce(int requests, RawServer server) {
        List<CompletableFuture<KeapReply>> replies = IntStream.range(0, requests)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get(server), Thread.ofVirtual()::start))
                .toList();
        twoAreAsked.join();
        return replies;
    }

    @Test
    void noticesThatAnIdleConnectionWasClosed() throws IOException {
        try (RawServer server = RawServer.answering(ok("", "{}"))) {
            get(server);
            server.hangUp();
            letTheClientNotice();

            assertThat(get(server).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void doesNotUseAConnectionThatWasIdleForSoLongThatItMayBeForgotten() throws IOException {
        try (RawServer server = RawServer.answering(ok("", "{}"))) {
            get(server);
            later = Duration.ofSeconds(50);
            get(server);
            assertThat(server.connections()).isEqualTo(1);

            later = Duration.ofSeconds(61);
            assertThat(get(server).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).hasSize(3);
            assertThat(told).hasValue(3);
        }
    }

    @Test
    void aRequestMoreThanThereMayBeWaitsForItsTurn() throws Exception {
        try (RawServer server = holdingAnswersBack()) {
            List<CompletableFuture<KeapReply>> replies = atOnce(3, server);
            assertThat(server.connections()).isEqualTo(2);
            mayAnswer.complete(null);

            for (CompletableFuture<KeapReply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(204);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRequestWhoseTurnDoesNotComeInTimeWasSurelyNotSentAndTakesNobodysTurn() throws Exception {
        try (RawServer server = holdingAnswersBack()) {
            List<CompletableFuture<KeapReply>> replies = atOnce(2, server);
            assertThatThrownBy(() -> get(server.uri(), IMPATIENT)).isInstanceOf(KeapFailure.Unavailable.class);
            mayAnswer.complete(null);
            for (CompletableFuture<KeapReply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(204);
            }

            assertThat(get(server).status()).isEqualTo(204);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:", "HTTPS:"})
    void aServerThatIsSilentWhenItShouldEncryptWasSurelyNotAsked(String scheme) throws IOException {
        try (RawServer server = RawServer.answering(EMPTY)) {
            URI https = URI.create(server.uri().toString().replace("http:", scheme));

            assertThatThrownBy(() -> get(https, IMPATIENT)).isInstanceOf(KeapFailure.Unavailable.class);
            assertThat(told).as("nothing has left").hasValue(0);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void repeatsNoLookUpWhoseConnectionBreaks() throws IOException {
        try (RawServer server = RawServer.answering((n, out, socket) -> socket.close())) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void leavesTheConnectionOnWhichAHeaderHasNoEnd() throws Exception {
        CompletableFuture<Void> gaveUp = new CompletableFuture<>();
        try (RawServer server = pouring("HTTP/1.1 200 OK\r\nX-Long: ", gaveUp)) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
            gaveUp.get();
        }
    }

    @Test
    void aBugIsNotDressedUpAsANetworkThatFails() throws IOException {
        IllegalStateException bug = new IllegalStateException();
        Supplier<Optional<Map.Entry<String, String>>> without = () -> {
            throw bug;
        };
        Function<KeapRequest, Optional<KeapReply>> answering = request -> {
            throw bug;
        };
        try (RawServer server = RawServer.answering(EMPTY)) {
            for (KeapTransport broken : List.of(
                    new RestTransport(connections, server.uri(), without, request -> Optional.empty()),
                    new RestTransport(connections, server.uri(), Optional::empty, answering))) {
                assertThatThrownBy(() ->
                                broken.send(new ApiCall<>(RawApi.class, RawApi::get), PATIENT, told::incrementAndGet))
                        .isSameAs(bug);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void whatIsGivenUpWhileItsAnswerComesDoesNotBreakTheNextRequest() throws Exception {
        RestConnections one = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC());
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(15, TimeUnit.MILLISECONDS, Runnable::run))
                    .join();
            out.write(EMPTY.getBytes(ISO_8859_1));
        })) {
            get(one, server.uri(), PATIENT);
            for (int i = 0; i < 100; i++) {
                Duration aboutAsLong = Duration.ofMillis(15).plusNanos(i * 25_000L);
                List<CompletableFuture<Object>> calls = Stream.of(aboutAsLong, PATIENT)
                        .map(timeout -> CompletableFuture.supplyAsync(
                                () -> statusOrFailure(one, server.uri(), timeout), Thread.ofVirtual()::start))
                        .toList();

                assertThat(calls.getLast().get()).isEqualTo(204);
                assertThat(calls.getFirst().get()).isNotNull();
            }
        }
    }

    private Object statusOrFailure(RestConnections through, URI uri, Duration timeout) {
        try {
            return get(through, uri, timeout).status();
        } catch (KeapFailure e) {
            return e;
        }
    }

    @Test
    void aRequestThatCannotBeWrittenKeepsNoConnection() throws IOException {
        RestConnections one = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC());
        try (RawServer server = RawServer.answering(EMPTY)) {
            KeapTransport unwritable = new RestTransport(
                    one, server.uri(), () -> Optional.of(Map.entry("X", "a\r\nb")), request -> Optional.empty());
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> unwritable.send(
                                new ApiCall<>(RawApi.class, RawApi::get), PATIENT, told::incrementAndGet))
                        .isInstanceOf(KeapFailure.class);
            }
            assertThat(get(one, server.uri(), PATIENT).status()).isEqualTo(204);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void goesOnAfterAnError() throws IOException {
        LinkageError error = new LinkageError();
        RestConnections damaged = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC(), new Damaged(error));
        try (RawServer server = RawServer.answering(EMPTY)) {
            URI https = URI.create(server.uri().toString().replace("http:", "https:"));
            assertThatThrownBy(() -> get(damaged, https, PATIENT)).isSameAs(error);

            assertThat(get(damaged, server.uri(), PATIENT).status()).isEqualTo(204);
        }
    }

    /** Certificates that cannot be read the first time. */
    private static final class Damaged implements TrustOptions {
        private final AtomicReference<LinkageError> error;

        Damaged(LinkageError error) {
            this.error = new AtomicReference<>(error);
        }

        @Override
        public TrustOptions copy() {
            return this;
        }

        @Override
        public TrustManagerFactory getTrustManagerFactory(Vertx vertx) throws GeneralSecurityException {
            LinkageError first = error.getAndSet(null);
            if (first != null) {
                throw first;
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory;
        }

        @Override
        public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
            return host -> null;
        }
    }

    @Test
    void aCertificateThatNobodyTrustsOrThatIsForAnotherNameEndsTheConnectionBeforeAnythingIsSent() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1"));
        server.start();
        try {
            URI uri = URI.create("https://127.0.0.1:" + server.httpsPort() + "/");
            assertThatThrownBy(() -> get(uri, PATIENT)).isInstanceOf(KeapFailure.Unavailable.class);
            assertThatThrownBy(() -> get(trusting(new Trusting()), uri, PATIENT))
                    .as("a certificate that is trusted, but for another name")
                    .isInstanceOf(KeapFailure.Unavailable.class);
            assertThat(server.getAllServeEvents()).isEmpty();

            assertThat(get(trusting(new TrustingWithoutLooking()), uri, PATIENT).status())
                    .as("the same server, when nobody compares names")
                    .isEqualTo(404);
        } finally {
            server.stop();
        }
    }

    private static RestConnections trusting(TrustManager manager) {
        return new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC(), TrustOptions.wrap(manager));
    }

    /** Believes whoever signed; the JVM compares the name. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Believes everything; from one of this kind the JVM expects that it compares the name itself. */
    private static final class TrustingWithoutLooking extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token/", "/to+ken", "/token?of=a+b&test"})
    void theAddressOfTheTokenEndpointStaysAsItIs(String address) throws IOException {
        try (RawServer server = RawServer.answering(ok("", "{}"))) {
            TokenTransport.over(connections.tokens(URI.create(server.uri() + address)))
                    .post(Optional.empty(), "grant_type=refresh_token", PATIENT);

            assertThat(server.requests().getFirst()).startsWith("POST " + address + " HTTP/1.1\r\n");
        }
    }

    @Test
    void postsAFormToTheTokenEndpoint() throws IOException {
        try (RawServer server = RawServer.answering(ok("", "{}"))) {
            TokenTransport tokens = TokenTransport.over(connections.tokens(URI.create(server.uri() + "/token")));
            tokens.post(Optional.of("Basic eA=="), "grant_type=refresh_token&refresh_token=a%2Fb", PATIENT);
            tokens.post(Optional.empty(), "grant_type=authorization_code", PATIENT);

            assertThat(server.requests().getFirst())
                    .startsWith("POST /token HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nAuthorization: Basic eA==\r\n")
                    .containsIgnoringCase("\r\nContent-Type: application/x-www-form-urlencoded\r\n")
                    .containsIgnoringCase("\r\nAccept: application/json\r\n")
                    .endsWith("\r\n\r\ngrant_type=refresh_token&refresh_token=a%2Fb");
            assertThat(server.requests().getLast()).doesNotContainIgnoringCase("authorization:");
        }
    }
}
