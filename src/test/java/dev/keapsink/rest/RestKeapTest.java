package dev.keapsink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.DryRun;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.lambda.KeapOnLoopback;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request looks like on the wire. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
@Timeout(60)
class RestKeapTest {

    private final VirtualTime time = new VirtualTime();
    private final RestConnections connections = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC());

    private int timesSent;

    private String sent(
            Function<RawApi, CompletionStage<Response>> request, Header header, String document, String slash)
            throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            connections
                    .keap(
                            URI.create(server.uri() + "/crm/rest" + slash),
                            new KeapAuthentication(header, new StoredCredential(document).credentials(time)))
                    .send(new ApiCall<>(RawApi.class, request), Duration.ofSeconds(30), () -> timesSent++);
            return server.requests().getFirst();
        }
    }

    private String sent(Function<RawApi, CompletionStage<Response>> request) throws IOException {
        return sent(request, Header.KEAP_API_KEY, "{\"api_key\":\"KeapAK-1\"}", "");
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
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .put("given_name", "Zo\u00eb \"Z\"")
                .putNull("website");

        Map<String, Function<RawApi, CompletionStage<Response>>> writes = Map.of(
                "PUT /crm/rest/v1/contacts", api -> api.put(body),
                "POST /crm/rest/v1/contacts", api -> api.post(body),
                "PATCH /crm/rest/v1/contacts/7", api -> api.patch(7, body));
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
        assertThat(timesSent).isEqualTo(1);

        sent(api -> api.put(JsonNodeFactory.instance.objectNode()));
        assertThat(timesSent).isEqualTo(2);
    }

    @Test
    void aRemovalHasNoBody() throws IOException {
        assertThat(sent(api -> api.delete(7, "1,2")))
                .startsWith("DELETE /crm/rest/v1/contacts/7/tags?ids=1%2C2 HTTP/1.1\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void whatARehearsalAnswersIsWrittenDownAsItWouldLeaveAndDoesNot() throws IOException {
        DryRun dryRun = new DryRun();
        KeapAuthentication authentication = new KeapAuthentication(
                Header.KEAP_API_KEY, new StoredCredential("{\"api_key\":\"KeapAK-1\"}").credentials(time));
        JsonNode body = JsonNodeFactory.instance.objectNode().put("given_name", "Zo\u00eb");
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            KeapTransport keap = connections.keap(URI.create(server.uri() + "/crm/rest"), authentication, dryRun);
            Duration timeout = Duration.ofSeconds(30);
            assertThat(keap.send(new ApiCall<>(RawApi.class, api -> api.put(body)), timeout, () -> timesSent++)
                            .json()
                            .path("id")
                            .asLong())
                    .isEqualTo(DryRun.FIRST_NEW_ID);
            keap.send(new ApiCall<>(RawApi.class, api -> api.delete(7, "1,2")), timeout, () -> timesSent++);
            assertThat(server.requests()).isEmpty();
            assertThat(timesSent).isZero();

            keap.send(new ApiCall<>(RawApi.class, RawApi::get), timeout, () -> timesSent++);
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(dryRun.take())
                .containsExactly(
                        new DryRun.Write("PUT", "/v1/contacts", body),
                        new DryRun.Write("DELETE", "/v1/contacts/7/tags?ids=1,2", MissingNode.getInstance()));
    }

    @Test
    void aSlashAtTheEndOfTheAddressIsNotDoubled() throws IOException {
        assertThat(sent(RawApi::get, Header.KEAP_API_KEY, "{\"api_key\":\"KeapAK-1\"}", "/"))
                .startsWith("GET /crm/rest/v1/tags HTTP/1.1\r\n");
    }

    @Test
    void aKeyGoesInTheHeaderThatWasChosenAndATokenAsBearer() throws IOException {
        String document =
                "{\"client_id\":\"c\",\"client_secret\":\"s\",\"access_token\":\"kst-a\",\"refresh_token\":\"r\","
                        + "\"expires_at\":4102444800}";

        assertThat(sent(RawApi::get, Header.AUTHORIZATION, "{\"api_key\":\"KeapAK-1\"}", ""))
                .containsIgnoringCase("\r\nAuthorization: Bearer KeapAK-1\r\n")
                .doesNotContainIgnoringCase("x-keap-api-key");
        assertThat(sent(RawApi::get, Header.KEAP_API_KEY, document, ""))
                .containsIgnoringCase("\r\nAuthorization: Bearer kst-a\r\n")
                .doesNotContainIgnoringCase("x-keap-api-key");
    }
}
