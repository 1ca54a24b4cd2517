package dev.keapsink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorServerTest {
    private static final String ADA = "{\"duplicate_option\":\"Email\",\"given_name\":\"Zoë\","
            + "\"email_addresses\":[{\"field\":\"EMAIL1\",\"email\":\"ada+1@example.org\"}]}";

    private final KeapSimulator simulator = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
    private final SimulatorServer server = SimulatorServer.start(simulator);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void servesTheSimulatorUnderKeapsPaths() throws Exception {
        HttpResponse<String> created = put();

        assertThat(server.baseUri().toString()).matches("http://127\\.0\\.0\\.1:\\d+/crm/rest");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("Zoë");
        assertThat(created.headers().firstValue("x-keap-product-quota-used")).hasValue("1");
        assertThat(simulator.contacts().getFirst().text("given_name")).isEqualTo("Zoë");
        assertThat(simulator.calls().getFirst().path()).isEqualTo("/v1/contacts");
    }

    @Test
    void decodesQueries() throws Exception {
        put();

        HttpResponse<String> found = send(request("/v2/contacts?filter=email%3D%3Dada%2B1%40example.org"));

        assertThat(found.body()).contains("ada+1@example.org");
    }

    @Test
    void deletesWithoutABody() throws Exception {
        put();
        long id = simulator.contacts().getFirst().id();

        assertThat(send(request("/v1/contacts/" + id).DELETE()).statusCode()).isEqualTo(204);
        assertThat(simulator.contacts()).isEmpty();
    }

    @Test
    void issuesTokensOutsideTheApi() throws Exception {
        simulator.oauthClient("id-1", "secret-1");
        String form = "grant_type=authorization_code&client_id=id-1&client_secret=secret-1"
                + "&redirect_uri=https%3A%2F%2Fexample.org%2Fback%3Fa%3D1%262&code="
                + simulator.authorizationCode("https://example.org/back?a=1&2");

        HttpResponse<String> issued = send(HttpRequest.newBuilder(server.tokenUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        HttpResponse<String> userInfo =
                send(HttpRequest.newBuilder(URI.create(server.baseUri() + "/v2/oauth/connect/userinfo"))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + Json.parse(issued.body())
                                                .orElseThrow()
                                                .path("access_token")
                                                .asText()));

        assertThat(server.tokenUri().toString()).matches("http://127\\.0\\.0\\.1:\\d+/token");
        assertThat(issued.statusCode()).isEqualTo(200);
        assertThat(issued.body()).contains(simulator.validRefreshToken().orElseThrow());
        assertThat(userInfo.body()).contains("ks100");
    }

    @Test
    void losesANewTokenThatKeapIssued() throws Exception {
        simulator.oauthClient("id-1", "secret-1");
        TokenPair pair = simulator.grant();
        simulator.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/token"));
        HttpRequest.Builder refresh = HttpRequest.newBuilder(server.tokenUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic aWQtMTpzZWNyZXQtMQ==")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + pair.refreshToken()));

        assertThatThrownBy(() -> send(refresh)).isInstanceOf(IOException.class);

        assertThat(send(refresh).body()).contains("invalid_grant");
        assertThat(simulator.validRefreshToken()).isPresent();
    }

    @Test
    void breaksTheConnectionAfterCommit() throws Exception {
        simulator.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));

        assertThatThrownBy(this::put).isInstanceOf(IOException.class);
        assertThat(simulator.contacts()).hasSize(1);
        assertThat(put().statusCode()).isEqualTo(200);
    }

    @Test
    void delaysAnAnswer() throws Exception {
        simulator.inject(Fault.answeredAfter(Duration.ofMillis(300)).onNext(1));
        Instant start = Instant.now();

        assertThat(put().statusCode()).isEqualTo(201);
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void leavesACallerWaitingAndStillServesOthersAndStops() throws Exception {
        simulator.inject(Fault.neverAnswered().onNext(1));

        assertThatThrownBy(() -> send(putRequest().timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(put().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> put() throws Exception {
        return send(putRequest());
    }

    private HttpRequest.Builder putRequest() {
        return request("/v1/contacts").PUT(BodyPublishers.ofString(ADA));
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(server.baseUri() + target))
                .header("X-Keap-API-Key", KeapSimulator.API_KEY)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
