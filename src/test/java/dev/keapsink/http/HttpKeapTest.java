package dev.keapsink.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.support.StoredCredential;
import dev.keapsink.support.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request looks like on the wire. */
@Timeout(60)
class HttpKeapTest {

    private final VirtualTime time = new VirtualTime();
    private final HttpExchanges exchanges = new HttpExchanges(Duration.ofSeconds(5), 1);

    private int timesSent;

    private String sent(KeapRequest request, Header header, String document, String slash) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            new HttpKeap(
                            exchanges,
                            URI.create(server.uri() + "/crm/rest" + slash),
                            new KeapAuthentication(header, new StoredCredential(document).credentials(time)))
                    .send(request, Duration.ofSeconds(30), () -> timesSent++);
            return server.requests().getFirst();
        }
    }

    private String sent(KeapRequest request) throws IOException {
        return sent(request, Header.KEAP_API_KEY, "{\"api_key\":\"KeapAK-1\"}", "");
    }

    @Test
    void aLookUpHasItsParametersEncodedInTheirOrder() throws IOException {
        String request = sent(KeapRequest.get("/v2/contacts")
                .with("filter", "email==a+b c@x.org;given_name==Zo\u00eb&Co")
                .with("page_size", 1000));

        assertThat(request)
                .startsWith(
                        "GET /crm/rest/v2/contacts?filter=email%3D%3Da%2Bb%20c%40x.org%3Bgiven_name%3D%3DZo%C3%AB%26Co"
                                + "&page_size=1000 HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nAccept: application/json\r\n")
                .containsIgnoringCase("\r\nX-Keap-API-Key: KeapAK-1\r\n")
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

        for (KeapRequest request : new KeapRequest[] {
            KeapRequest.put("/v1/contacts", body),
            KeapRequest.post("/v1/contacts", body),
            KeapRequest.patch("/v1/contacts/7", body)
        }) {
            assertThat(sent(request))
                    .startsWith(request.method() + " /crm/rest" + request.path() + " HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                    .endsWith("\r\n\r\n{\"given_name\":\"Zo\u00c3\u00ab \\\"Z\\\"\",\"website\":null}");
        }
    }

    @Test
    void tellsOnceThatARequestHasLeftWithABodyOrWithout() throws IOException {
        sent(KeapRequest.get("/v1/tags"));
        assertThat(timesSent).isEqualTo(1);

        sent(KeapRequest.put("/v1/contacts", JsonNodeFactory.instance.objectNode()));
        assertThat(timesSent).isEqualTo(2);
    }

    @Test
    void aRemovalHasNoBody() throws IOException {
        assertThat(sent(KeapRequest.delete("/v1/contacts/7/tags").with("ids", "1,2")))
                .startsWith("DELETE /crm/rest/v1/contacts/7/tags?ids=1%2C2 HTTP/1.1\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aSlashAtTheEndOfTheAddressIsNotDoubled() throws IOException {
        assertThat(sent(KeapRequest.get("/v1/tags"), Header.KEAP_API_KEY, "{\"api_key\":\"KeapAK-1\"}", "/"))
                .startsWith("GET /crm/rest/v1/tags HTTP/1.1\r\n");
    }

    @Test
    void aKeyGoesInTheHeaderThatWasChosenAndATokenAsBearer() throws IOException {
        String document =
                "{\"client_id\":\"c\",\"client_secret\":\"s\",\"access_token\":\"kst-a\",\"refresh_token\":\"r\","
                        + "\"expires_at\":4102444800}";

        assertThat(sent(KeapRequest.get("/v1/tags"), Header.AUTHORIZATION, "{\"api_key\":\"KeapAK-1\"}", ""))
                .containsIgnoringCase("\r\nAuthorization: Bearer KeapAK-1\r\n")
                .doesNotContainIgnoringCase("x-keap-api-key");
        assertThat(sent(KeapRequest.get("/v1/tags"), Header.KEAP_API_KEY, document, ""))
                .containsIgnoringCase("\r\nAuthorization: Bearer kst-a\r\n")
                .doesNotContainIgnoringCase("x-keap-api-key");
    }
}
