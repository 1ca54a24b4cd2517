package dev.keapsink.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.DryRun;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.lambda.KeapOnLoopback;
import dev.keapsink.rest.RestConnections;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the upload of a file looks like on the wire. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
@Timeout(60)
class FileUploadTest {

    private static final Pattern MULTIPART = Pattern.compile("multipart/form-data; ?boundary=([0-9A-Za-z]{8,70})");
    private static final byte[] BYTES = {'%', 'P', 'D', 'F', 0, '\r', '\n', '-', '-', (byte) 0xff, (byte) 0xe9};
    private static final int TEN_MEGABYTES = 10 << 20;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private final RestConnections connections = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC());
    private int timesSent;

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.status(201).withBody("{\"id\":\"7\",\"file_name\":\"4711__a.pdf\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private KeapAuthentication authentication() {
        return new KeapAuthentication(
                Header.KEAP_API_KEY, new StoredCredential("{\"api_key\":\"KeapAK-1\"}").credentials(new VirtualTime()));
    }

    private KeapReply send(KeapTransport keap, Function<FileApi, CompletionStage<Response>> call) {
        return keap.send(new ApiCall<>(FileApi.class, call), Duration.ofSeconds(30), () -> timesSent++);
    }

    private LoggedRequest sent(Function<FileApi, CompletionStage<Response>> call) {
        KeapReply reply = send(connections.keap(URI.create(server.baseUrl() + "/crm/rest"), authentication()), call);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("id").asText()).isEqualTo("7");
        return server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl())).getLast();
    }

    private static String boundary(LoggedRequest request) {
        Matcher multipart = MULTIPART.matcher(request.getHeader("Content-Type"));
        assertThat(multipart.matches()).isTrue();
        return multipart.group(1);
    }

    @Test
    void aFileOfAContactHasItsBytesAsTheyAreAndItsTextsAsJson() {
        LoggedRequest request = sent(api -> api.create(FileForms.ofContact(42, "4711__Zo\u00eb.pdf", false, BYTES)));

        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/crm/rest/v2/files");
        assertThat(request.getHeader("X-Keap-API-Key")).isEqualTo("KeapAK-1");
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        assertThat(request.getHeader("User-Agent")).isEqualTo("keap-sink");
        String name = new String("4711__Zo\u00eb.pdf".getBytes(UTF_8), ISO_8859_1);
        assertThat(new String(request.getBody(), ISO_8859_1)).isEqualTo("""
                --BOUNDARY
                content-disposition: form-data; name="file"; filename="NAME"
                content-length: 11
                content-type: application/octet-stream
                content-transfer-encoding: binary

                BYTES
                --BOUNDARY
                content-disposition: form-data; name="file_name"
                content-length: 14
                content-type: application/json; charset=UTF-8

                NAME
                --BOUNDARY
                content-disposition: form-data; name="is_public"
                content-length: 5
                content-type: application/json; charset=UTF-8

                false
                --BOUNDARY
                content-disposition: form-data; name="file_association"
                content-length: 9
                content-type: application/json; charset=UTF-8

                "CONTACT"
                --BOUNDARY
                content-disposition: form-data; name="contact_id"
                content-length: 2
                content-type: application/json; charset=UTF-8

                42
                --BOUNDARY--
                """.replace("\n", "\r\n")
                .replace("BOUNDARY", boundary(request))
                .replace("NAME", name)
                .replace("BYTES", new String(BYTES, ISO_8859_1)));
        assertThat(timesSent).isEqualTo(1);
    }

    @Test
    void anUpdateNamesThePartsThatItReplaces() {
        FileForms.Replacement replacement = FileForms.replacing("a.pdf", Optional.of(true), Optional.of(BYTES));

        LoggedRequest request = sent(api -> api.update(7, replacement.mask(), replacement.form()));

        assertThat(request.getUrl()).isEqualTo("/crm/rest/v2/files/7?update_mask=file%2Cfile_name%2Cis_public");
        assertThat(new String(request.getBody(), ISO_8859_1))
                .contains("name=\"file\"", "name=\"file_name\"", "name=\"is_public\"", "\r\n\r\ntrue\r\n")
                .doesNotContain("contact_id", "file_association");
    }

    @Test
    void aLargeFileArrivesWholeAndThatOfTheNextCallToo() throws Exception {
        byte[] large = new byte[TEN_MEGABYTES];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + (i >> 8));
        }
        for (int i = 0; i < 2; i++) {
            LoggedRequest request = sent(api -> api.create(FileForms.ofContact(42, "a.bin", false, large)));

            byte[] body = request.getBody();
            int start = new String(body, 0, 500, ISO_8859_1).indexOf("\r\n\r\n") + 4;
            MessageDigest arrived = MessageDigest.getInstance("SHA-256");
            arrived.update(body, start, large.length);
            assertThat(arrived.digest())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(large));
            assertThat(new String(body, start + large.length, 100, ISO_8859_1))
                    .startsWith("\r\n--" + boundary(request));
        }
    }

    @Test
    void aFormCanBeSentAgain() {
        Form form = FileForms.ofContact(42, "a.pdf", false, BYTES);

        LoggedRequest once = sent(api -> api.create(form));
        LoggedRequest again = sent(api -> api.create(form));

        assertThat(new String(again.getBody(), ISO_8859_1))
                .isEqualTo(new String(once.getBody(), ISO_8859_1).replace(boundary(once), boundary(again)));
    }

    @Test
    void aRefusalBeforeTheLastByteIsAReply() {
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.status(413)));

        assertThat(send(
                                connections.keap(URI.create(server.baseUrl()), authentication()),
                                api -> api.create(FileForms.ofContact(42, "a.bin", false, new byte[TEN_MEGABYTES])))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aServerThatHangsUpLeavesTheUploadUnclear() {
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> send(
                        connections.keap(URI.create(server.baseUrl()), authentication()),
                        api -> api.create(FileForms.ofContact(42, "a.bin", false, BYTES))))
                .isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void aRehearsalShowsTheTextsAndTheSizeAndSendsNothing() {
        DryRun dryRun = new DryRun();
        KeapTransport keap = connections.keap(URI.create(server.baseUrl() + "/crm/rest"), authentication(), dryRun);

        send(keap, api -> api.create(FileForms.ofContact(42, "a.pdf", false, BYTES)));

        assertThat(server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()))).isEmpty();
        assertThat(timesSent).isZero();
        List<DryRun.Write> writes = dryRun.take();
        assertThat(writes).hasSize(1);
        assertThat(writes.getFirst().path()).isEqualTo("/v2/files");
        assertThat(writes.getFirst().body())
                .hasToString("{\"file\":\"{11 bytes}\",\"file_name\":\"a.pdf\",\"is_public\":\"false\","
                        + "\"file_association\":\"\\\"CONTACT\\\"\",\"contact_id\":\"42\"}");
    }
}
