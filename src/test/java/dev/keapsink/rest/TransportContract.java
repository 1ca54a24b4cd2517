package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every way to Keap over HTTP keeps: how requests look on the wire, and what replies and failures mean. The server
 * says what it likes.
 */
@Timeout(60)
public abstract class TransportContract {

    protected static final Duration PATIENT = Duration.ofSeconds(30);
    protected static final Duration IMPATIENT = Duration.ofMillis(500);
    protected static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    private static final String KEY = "{\"api_key\":\"KeapAK-1\"}";
    private static final JsonNode CONTACT = JsonNodeFactory.instance
            .objectNode()
            .put("given_name", "Zo\u00eb \"Z\"")
            .putNull("website");

    /** How often the transport told that a request has left. */
    protected final AtomicInteger told = new AtomicInteger();

    private final VirtualTime time = new VirtualTime();

    /** The transport under test; all that it returns share their connections. */
    protected abstract KeapTransport keap(URI base, KeapAuthentication authentication);

    private KeapAuthentication authentication(Header header, String document) {
        return new KeapAuthentication(header, new StoredCredential(document).credentials(time));
    }

    private KeapReply reply(URI base, Function<RawApi, CompletionStage<Response>> request, Duration timeout) {
        return keap(base, authentication(Header.KEAP_API_KEY, KEY))
                .send(new ApiCall<>(RawApi.class, request), timeout, told::incrementAndGet);
    }

    protected final KeapReply get(URI base, Duration timeout) {
        return reply(base, RawApi::get, timeout);
    }

    protected final KeapReply get(RawServer server) {
        return get(server.uri(), PATIENT);
    }

    protected final KeapReply put(URI base, Duration timeout) {
        return reply(base, api -> api.put(CONTACT), timeout);
    }

    protected static String ok(String head, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(body.getBytes(ISO_8859_1).length, head, body);
    }

    private String sent(
            Function<RawApi, CompletionStage<Response>> request, Header header, String document, String slash)
            throws IOException {
        try (RawServer server = RawServer.answering(EMPTY)) {
            keap(URI.create(server.uri() + "/crm/rest" + slash), authentication(header, document))
                    .send(new ApiCall<>(RawApi.class, request), PATIENT, told::incrementAndGet);
            return server.requests().getFirst();
        }
    }

    private String sent(Function<RawApi, CompletionStage<Response>> request) throws IOException {
        return sent(request, Header.KEAP_API_KEY, KEY, "");
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
    void aServerThatTricklesDoesNotStretchTheTime() throws Exception {
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
            gaveUp.get();
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
        }
    }

    /** Says the beginning, and then goes on without an end until the client has left. */
    protected static RawServer pouring(String beginning, CompletableFuture<Void> gaveUp) throws IOException {
        return RawServer.answering((n, out, socket) -> {
            byte[] more = "x".repeat(1 << 16).getBytes(ISO_8859_1);
            out.write(beginning.getBytes(ISO_8859_1));
            try {
                while (true) {
                    out.write(more);
                }
            } catch (IOException e) {
                gaveUp.complete(null);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
            })
    void aReplyWithoutAnEndIsCutOff(String beginning) throws Exception {
        CompletableFuture<Void> gaveUp = new CompletableFuture<>();
        try (RawServer server = pouring(beginning, gaveUp)) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
            gaveUp.get();
        }
    }

    @Test
    void aHeaderWithoutAnEndIsCutOff() throws IOException {
        try (RawServer server = pouring("HTTP/1.1 200 OK\r\nX-Long: ", new CompletableFuture<>())) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(KeapFailure.Unclear.class);
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
    void aLookUpHasItsParametersEncodedInTheirOrder() throws IOException {
        String request = sent(api -> api.search("email==a+b c@x.org;given_name==Zo\u00eb&Co%41{x}", 1000));

        assertThat(request)
                .startsWith(
                        "GET /crm/rest/v2/contacts?filter=email%3D%3Da%2Bb%20c%40x.org%3Bgiven_name%3D%3DZo%C3%AB%26Co%2541%7Bx%7D"
                                + "&page_size=1000 HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nAccept: application/json\r\n")
                .containsIgnoringCase("\r\nX-Keap-API-Key: KeapAK-1\r\n")
                .containsIgnoringCase("\r\nUser-Agent: keap-sink\r\n")
                .doesNotContainIgnoringCase("authorization:")
                .doesNotContainIgnoringCase("content-type:")
                .doesNotContainIgnoringCase("upgrade");
    }

    @Test
    void aWriteHasItsBodyAsJson() throws IOException {
        Map<String, Function<RawApi, CompletionStage<Response>>> writes = Map.of(
                "PUT /crm/rest/v1/contacts", api -> api.put(CONTACT),
                "POST /crm/rest/v1/contacts", api -> api.post(CONTACT),
                "PATCH /crm/rest/v1/contacts/7", api -> api.patch(7, CONTACT));
        for (Map.Entry<String, Function<RawApi, CompletionStage<Response>>> write : writes.entrySet()) {
            assertThat(sent(write.getValue()))
                    .startsWith(write.getKey() + " HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                    .endsWith("\r\n\r\n{\"given_name\":\"Zo\u00c3\u00ab \\\"Z\\\"\",\"website\":null}");
        }
    }

    @Test
    void tellsOnceThatARequestHasLeftWithABodyOrWithout() throws IOException {
        sent(RawApi::get);
        assertThat(told).hasValue(1);

        sent(api -> api.put(JsonNodeFactory.instance.objectNode()));
        assertThat(told).hasValue(2);
    }

    @Test
    void aRemovalHasNoBody() throws IOException {
        assertThat(sent(api -> api.delete(7, "1,2")))
                .startsWith("DELETE /crm/rest/v1/contacts/7/tags?ids=1%2C2 HTTP/1.1\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aSlashAtTheEndOfTheAddressIsNotDoubled() throws IOException {
        assertThat(sent(RawApi::get, Header.KEAP_API_KEY, KEY, "/")).startsWith("GET /crm/rest/v1/tags HTTP/1.1\r\n");
    }

    @Test
    void aKeyGoesInTheHeaderThatWasChosenAndATokenAsBearer() throws IOException {
        String document =
                "{\"client_id\":\"c\",\"client_secret\":\"s\",\"access_token\":\"kst-a\",\"refresh_token\":\"r\","
                        + "\"expires_at\":4102444800}";

        assertThat(sent(RawApi::get, Header.AUTHORIZATION, KEY, ""))
                .containsIgnoringCase("\r\nAuthorization: Bearer KeapAK-1\r\n")
                .doesNotContainIgnoringCase("x-keap-api-key");
        assertThat(sent(RawApi::get, Header.KEAP_API_KEY, document, ""))
                .containsIgnoringCase("\r\nAuthorization: Bearer kst-a\r\n")
                .doesNotContainIgnoringCase("x-keap-api-key");
    }

    @Test
    void aFormHasItsPartsInTheirOrder() throws IOException {
        byte[] bytes = {'%', 'P', 'D', 'F', 0, '\r', '\n', '-', '-', (byte) 0xff, (byte) 0xe9};
        String request = sent(api -> api.file(new Form(List.of(
                new Form.File("file", "Zo\u00eb.pdf", bytes), new Form.Text("file_association", "\"CONTACT\"")))));

        assertThat(request)
                .startsWith("POST /crm/rest/v2/files HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nContent-Type: multipart/form-data; boundary=");
        String boundary = request.replaceFirst("(?s).*?boundary=([^\r]+).*", "--$1");
        List<String> parts = List.of(request.split(Pattern.quote(boundary), -1));
        assertThat(parts).hasSize(4);
        assertThat(parts.get(1))
                .containsIgnoringCase(
                        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Zo\u00c3\u00ab.pdf\"\r\n")
                .containsIgnoringCase("\r\nContent-Type: application/octet-stream\r\n")
                .endsWith("\r\n\r\n" + new String(bytes, ISO_8859_1) + "\r\n");
        assertThat(parts.get(2))
                .containsIgnoringCase("\r\nContent-Disposition: form-data; name=\"file_association\"\r\n")
                .containsIgnoringCase("\r\nContent-Type: application/json")
                .endsWith("\r\n\r\n\"CONTACT\"\r\n");
        assertThat(parts.get(3)).startsWith("--");
    }

    @Test
    void aWriteThatWasSentAndNotAnsweredWholeIsUnclear() throws IOException {
        for (String beginning : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":")) {
            try (RawServer silent = RawServer.answering(beginning);
                    RawServer broken = RawServer.answering((n, out, socket) -> {
                        out.write(beginning.getBytes(ISO_8859_1));
                        socket.close();
                    })) {
                assertThatThrownBy(() -> put(silent.uri(), IMPATIENT))
                        .isInstanceOf(KeapFailure.Unclear.class)
                        .hasMessage("Keap did not answer in time");
                assertThatThrownBy(() -> put(broken.uri(), PATIENT)).isInstanceOf(KeapFailure.Unclear.class);
                assertThat(silent.requests()).hasSize(1);
                assertThat(broken.requests()).hasSize(1);
            }
        }
        assertThat(told).hasValue(4);
    }

    @Test
    void aWriteToAServerThatIsSilentWhenItShouldEncryptWasSurelyNotSent() throws IOException {
        try (RawServer server = RawServer.answering(EMPTY)) {
            URI https = URI.create(server.uri().toString().replace("http:", "https:"));

            assertThatThrownBy(() -> put(https, IMPATIENT)).isInstanceOf(KeapFailure.Unavailable.class);
            assertThat(told).as("nothing has left").hasValue(0);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aWriteThatFindsNoServerWasSurelyNotSent() throws IOException {
        try (Socket heldButDeaf = new Socket()) {
            heldButDeaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI gone = URI.create("http://127.0.0.1:" + heldButDeaf.getLocalPort());

            assertThatThrownBy(() -> put(gone, PATIENT)).isInstanceOf(KeapFailure.Unavailable.class);
            assertThat(told).as("nothing has left").hasValue(0);
        }
    }
}
