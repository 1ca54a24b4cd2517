package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.ApiCall;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
class RestTransportTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(500);
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    @Inject
    Vertx vertx;

    private Duration later = Duration.ZERO;
    private final RestConnections connections =
            new RestConnections(Duration.ofSeconds(5), 2, () -> Instant.now().plus(later));

    private final CompletableFuture<Void> twoAreAsked = new CompletableFuture<>();
    private final CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
    private int told;

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
        told = 0;
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

    private KeapReply get(URI uri, Duration timeout) {
        return get(connections, uri, timeout);
    }

    private KeapReply get(RestConnections through, URI uri, Duration timeout) {
        return through.tokens(uri).send(new ApiCall<>(RawApi.class, RawApi::get), timeout, () -> told++);
    }

    private KeapReply get(RawServer server) {
        return get(server.uri(), PATIENT);
    }

    /** So many requests, of which two have arrived. */
    private List<CompletableFuture<KeapReply>> atOnce(int requests, RawServer server) {
        List<CompletableFuture<KeapReply>> replies = IntStream.range(0, requests)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get(server), Thread.ofVirtual()::start))
                .toList();
        twoAreAsked.join();
        return replies;
    }

    private static String ok(String head, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(body.getBytes(ISO_8859_1).length, head, body);
    }

    @Test
    void givesStatusBodyAndTheFirstOfEachHeaderInLowerCase() throws IOException {
        try (RawServer server = RawServer.answering(
                "HTTP/1.1 201 Created\r\nX-Request-ID: r1\r\nX-Request-ID: r2\r\nContent-Length: 8\r\n\r\n{\"id\":7}")) {
            KeapReply reply = get(server);

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.body()).isEqualTo("{\"id\":7}");
            assertThat(reply.header("x-request-id")).hasValue("r1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "Multipart/Form-Data; boundary=b", "garbage", ""})
    void givesTheBodyWhateverItIsSaidToBe(String type) throws IOException {
        try (RawServer server = RawServer.answering(ok("Content-Type: " + type + "\r\n", "{}"))) {
            assertThat(get(server).body()).isEqualTo("{}");
        }
    }

    @Test
    void missingBodyIsEmpty() throws IOException {
        try (RawServer server = RawServer.answering(EMPTY)) {
            assertThat(get(server).body()).isEmpty();
        }
    }

    @Test
    void readsUtf8UnlessThePageNamesAnotherEncodingThatExists() throws IOException {
        byte[] utf8 = "Zo\u00eb".getBytes(UTF_8);
        try (RawServer json =
                        RawServer.answering(ok("Content-Type: application/json\r\n", new String(utf8, ISO_8859_1)));
                RawServer latin1 =
                        RawServer.answering(ok("Content-Type: text/html; charset=\"ISO-8859-1\"\r\n", "Zo\u00eb"));
                RawServer unheardOf = RawServer.answering(
                        ok("Content-Type: text/html; charset=klingon\r\n", new String(utf8, ISO_8859_1)))) {
            assertThat(get(json).body()).isEqualTo("Zo\u00eb");
            assertThat(get(latin1).body()).isEqualTo("Zo\u00eb");
            assertThat(get(unheardOf).body()).isEqualTo("Zo\u00eb");
        }
    }

    @Test
    void usesAConnectionAgain() throws IOException {
        try (RawServer server = RawServer.answering(ok("", "{}"))) {
            get(server);
            get(server);

            assertThat(server.connections()).isEqualTo(1);
        }
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
            assertThat(told).isEqualTo(3);
        }
    }

    @Test
    void aServerThatTricklesDoesNotStretchTheTime() throws IOException {
        CompletableFuture<Void> gaveUp = new CompletableFuture<>();
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
            try {
                while (true) {
                    out.write("1\r\nx\r\n".getBytes(ISO_8859_1));
                }
            } catch (IOException e) {
                gaveUp.complete(null);
            }
        })) {
            assertThatThrownBy(() -> get(server.uri(), IMPATIENT)).hasMessage("Keap did not answer in time");
            gaveUp.join();
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

    @ParameterizedTest
    @ValueSource(strings = {"302 Found", "307 Temporary Redirect", "401 Unauthorized", "429 Too Many", "503 Later"})
    void neitherFollowsNorRepeatsAnything(String status) throws IOException {
        try (RawServer elsewhere = RawServer.answering(EMPTY);
                RawServer server = RawServer.answering(
                        "HTTP/1.1 %s\r\nLocation: %s\r\nRetry-After: 0\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
                                .formatted(status, elsewhere.uri()))) {
            assertThat(get(server).status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThat(server.requests()).hasSize(1);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\""
            })
    void whatDoesNotArriveInTimeIsUnclear(String beginning) throws IOException {
        try (RawServer server = RawServer.answering(beginning)) {
            assertThatThrownBy(() -> get(server.uri(), IMPATIENT))
                    .isInstanceOf(KeapFailure.Unclear.class)
                    .hasMessage("Keap did not answer in time");
        }
    }

    @Test
    void aConnectionOnWhichAReplyIsOverdueIsNotUsedAgain() throws IOException {
        AtomicBoolean answers = new AtomicBoolean();
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            if (answers.get()) {
                out.write(EMPTY.getBytes(ISO_8859_1));
            }
        })) {
            assertThatThrownBy(() -> get(server.uri(), Duration.ofSeconds(1))).isInstanceOf(KeapFailure.Unclear.class);
            answers.set(true);

            assertThat(get(server).status()).isEqualTo(204);
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
            assertThat(told).as("nothing has left").isZero();
            assertThat(server.requests()).isEmpty();
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
                assertThatThrownBy(() -> broken.send(new ApiCall<>(RawApi.class, RawApi::get), PATIENT, () -> told++))
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
                assertThatThrownBy(
                                () -> unwritable.send(new ApiCall<>(RawApi.class, RawApi::get), PATIENT, () -> told++))
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELLO\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnothing of the kind\r\n"
            })
    void whatIsNoHttpIsUnclear(String text) throws IOException {
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            out.write(text.getBytes(ISO_8859_1));
            socket.shutdownOutput();
        })) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
        }
    }

    @Test
    void aConnectionThatBreaksIsUnclear() throws IOException {
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(KeapFailure.Unclear.class)
                    .hasMessageStartingWith("The connection to Keap broke before an answer came (");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Long: ",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
            })
    void aReplyWithoutAnEndIsCutOff(String beginning) throws IOException {
        CompletableFuture<Void> gaveUp = new CompletableFuture<>();
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            byte[] more = "x".repeat(1 << 16).getBytes(ISO_8859_1);
            out.write(beginning.getBytes(ISO_8859_1));
            try {
                while (true) {
                    out.write(more);
                }
            } catch (IOException e) {
                gaveUp.complete(null);
            }
        })) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
            gaveUp.join();
        }
    }

    @Test
    void headersWithoutAnEndAreCutOff() throws IOException {
        try (RawServer server = RawServer.answering((n, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 10_000; i++) {
                out.write("X-%d: x\r\n".formatted(i).getBytes(ISO_8859_1));
            }
            out.write("\r\n".getBytes(ISO_8859_1));
        })) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
        }
    }

    @Test
    void aServerThatIsNotThereWasSurelyNotAsked() throws IOException {
        // The port of a server that was closed may be another's by now, and so may the end of the client's own
        // connection.
        try (Socket heldButDeaf = new Socket()) {
            heldButDeaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI gone = URI.create("http://127.0.0.1:" + heldButDeaf.getLocalPort());

            assertThatThrownBy(() -> get(gone, PATIENT))
                    .hasMessageContaining("Exception)")
                    .isInstanceOfSatisfying(
                            KeapFailure.Unavailable.class,
                            failure -> assertThat(failure.progress()).isEqualTo(KeapFailure.Progress.NOT_STARTED));
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
