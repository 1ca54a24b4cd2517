package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.content.Download.Answer;
import dev.keapsink.content.FileLimit;
import dev.keapsink.resilience.Deadline;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from servers of this machine, over real connections. */
@Timeout(60)
class DownloadsTest {

    private static final URI FILE = URI.create("https://files.example.org/a%20b.pdf?sig=secret");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final FileLimit LIMIT = new FileLimit(20_000);
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    private static Vertx vertx;
    private static Certificates certificates;
    private static SSLContext good;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        vertx = Vertx.vertx();
        certificates = new Certificates(folder);
        good = certificates.server("good", "-ext", "san=dns:files.example.org");
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Answer get(int port, Duration time) {
        return new Downloads(() -> vertx, Duration.ofSeconds(5), port, certificates.client())
                .get(FILE, HERE, LIMIT, Deadline.in(time, Clock.systemUTC()));
    }

    private static Answer get(RawServer server) {
        return get(server.uri().getPort(), PATIENT);
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    private static void waits(int port, Duration time, Kind kind, String words) {
        assertThatThrownBy(() -> get(port, time)).isInstanceOfSatisfying(ContentUnavailable.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).contains(words).doesNotContain("example", "secret", "127.0.0.1");
        });
    }

    @Test
    void asksTheGivenAddressInTheNameOfTheHost() throws IOException {
        try (RawServer server = RawServer.encrypted(good, ok("%PDF\u0000\u00ff"))) {
            Answer answer = get(server);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().orElseThrow()).isEqualTo("%PDF\u0000\u00ff".getBytes(ISO_8859_1));
            assertThat(server.requests().getFirst())
                    .startsWith("GET /a%20b.pdf?sig=secret HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nhost: files.example.org\r\n")
                    .containsIgnoringCase("\r\naccept-encoding: identity\r\n")
                    .containsIgnoringCase("\r\nuser-agent: keap-sink\r\n")
                    .doesNotContainIgnoringCase("authorization", "cookie", "x-keap-api-key", "referer");
        }
    }

    @Test
    void everyFileHasAConnectionOfItsOwn() throws IOException {
        try (RawServer server = RawServer.encrypted(good, ok("Hi"))) {
            Downloads downloads = new Downloads(
                    () -> vertx, Duration.ofSeconds(5), server.uri().getPort(), certificates.client());
            for (int i = 0; i < 3; i++) {
                downloads.get(FILE, HERE, LIMIT, Deadline.in(PATIENT, Clock.systemUTC()));
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void aServerThatIsNotTheHostGetsNoRequest() throws Exception {
        SSLContext another = certificates.server("another", "-ext", "san=dns:evil.example.org,ip:127.0.0.1");
        try (RawServer server = RawServer.encrypted(another, ok("Hi"))) {
            waits(server.uri().getPort(), PATIENT, Kind.UNREACHED, "(SSLHandshakeException)");
            assertThat(server.requests()).isEmpty();
        }
        try (RawServer server = RawServer.answering(ok("Hi"))) {
            waits(server.uri().getPort(), PATIENT, Kind.UNREACHED, "takes no connection");
        }
    }

    @Test
    void aCertificateThatNobodySignedIsNotTrusted() throws IOException {
        try (RawServer server = RawServer.encrypted(good, ok("Hi"))) {
            Downloads strict = new Downloads(
                    () -> vertx, Duration.ofSeconds(5), server.uri().getPort(), null);
            assertThatThrownBy(() -> strict.get(FILE, HERE, LIMIT, Deadline.in(PATIENT, Clock.systemUTC())))
                    .isInstanceOf(ContentUnavailable.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswer(int status) throws IOException {
        try (RawServer server = RawServer.encrypted(
                good,
                "HTTP/1.1 %d Moved\r\nLocation: https://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
                        .formatted(status))) {
            Answer answer = get(server);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aFileMayHaveExactlyTheLimit() throws IOException {
        try (RawServer server = RawServer.encrypted(good, ok("x".repeat(LIMIT.bytes())))) {
            assertThat(get(server).body().orElseThrow()).hasSize(LIMIT.bytes());
        }
    }

    @Test
    void aFileThatSaysItIsLongerIsNotRead() throws IOException {
        for (String length : new String[] {"20001", "99999999999", "9999999999999999999999"}) {
            try (RawServer server =
                    RawServer.encrypted(good, "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\nHi".formatted(length))) {
                Answer answer = get(server);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
            } catch (ContentUnavailable e) {
                // A length that no number holds makes no sense to the client.
                assertThat(e.kind()).isEqualTo(Kind.FAILED);
            }
        }
    }

    @Test
    void aFileThatNeverEndsIsCutOffAtTheLimit() throws IOException {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        try (RawServer server = RawServer.encrypted(good, (n, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
            String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            try {
                while (true) {
                    out.write(chunk.getBytes(ISO_8859_1));
                }
            } catch (IOException e) {
                hungUp.complete(null);
            }
        })) {
            assertThat(get(server).body()).isEmpty();
            hungUp.join();
        }
    }

    @Test
    void aServerThatIsSilentOrTricklesDoesNotOutlastTheDeadline() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (RawServer server = RawServer.encrypted(good, (n, out, socket) -> over.join())) {
            waits(server.uri().getPort(), IMPATIENT, Kind.FAILED, "in time");
            over.complete(null);
        }
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        try (RawServer server = RawServer.encrypted(good, (n, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
            // The client hangs up.
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            hungUp.complete(null);
        })) {
            waits(server.uri().getPort(), IMPATIENT, Kind.FAILED, "in time");
            hungUp.join();
        }
    }

    @Test
    void aFileThatIsCutOffIsNone() throws IOException {
        try (RawServer server = RawServer.encrypted(good, (n, out, socket) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHi".getBytes(ISO_8859_1));
            out.flush();
            socket.close();
        })) {
            waits(server.uri().getPort(), PATIENT, Kind.FAILED, "does not send all of it");
        }
    }

    @Test
    void anAnswerThatIsNoHttpIsNone() throws IOException {
        try (RawServer server = RawServer.encrypted(good, "SSH-2.0-OpenSSH\r\n\r\n")) {
            waits(server.uri().getPort(), PATIENT, Kind.FAILED, "does not send all of it");
        }
    }

    @Test
    void whereNobodyListensNothingIsSent() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            free = socket.getLocalPort();
        }
        waits(free, PATIENT, Kind.UNREACHED, "takes no connection");
    }

    @Test
    void findsTheAddressesOfAHost() {
        Downloads downloads = new Downloads(() -> vertx, Duration.ofSeconds(5), 443, null);

        assertThat(downloads.of("localhost", Deadline.in(PATIENT, Clock.systemUTC())))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void aHostThatNobodyKnowsWaits() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, HERE)) {
            Vertx own = Vertx.vertx(new VertxOptions()
                    .setAddressResolverOptions(new AddressResolverOptions()
                            .addServer("127.0.0.1:" + silent.getLocalPort())
                            .setQueryTimeout(100)
                            .setMaxQueries(1)));
            Downloads downloads = new Downloads(() -> own, Duration.ofSeconds(5), 443, null);

            assertThatThrownBy(() -> downloads.of("files.example.org", Deadline.in(PATIENT, Clock.systemUTC())))
                    .isInstanceOfSatisfying(ContentUnavailable.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.UNREACHED);
                        assertThat(e.getMessage()).doesNotContain("example");
                    });
            own.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
