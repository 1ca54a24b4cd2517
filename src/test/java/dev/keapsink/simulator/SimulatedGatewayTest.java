package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedGatewayTest {
    private final Account account = new Account();

    @Test
    void acceptsTheKeyInEitherHeader() {
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
        assertThat(with("authorization", "Bearer " + KeapSimulator.API_KEY).status())
                .isEqualTo(200);
    }

    @Test
    void refusesAMissingCredentialAndAnotherScheme() {
        assertThat(errorcode(account.send("GET", "/v1/tags", Map.of(), ""))).isEqualTo("oauth.v2.InvalidAccessToken");
        assertThat(errorcode(with("authorization", "Basic abc"))).isEqualTo("oauth.v2.InvalidAccessToken");
    }

    @Test
    void refusesAnotherKeyInEitherHeader() {
        assertThat(errorcode(with("x-keap-api-key", "KeapAK-other")))
                .isEqualTo("keymanagement.service.invalid_access_token");
        assertThat(errorcode(with("authorization", "Bearer KeapAK-other")))
                .isEqualTo("keymanagement.service.invalid_access_token");
    }

    @Test
    void refusesTwoHeadersThatDisagree() {
        Map<String, String> both =
                Map.of("x-keap-api-key", KeapSimulator.API_KEY, "authorization", "Bearer KeapAK-other");

        assertThat(account.send("GET", "/v1/tags", both, "").status()).isEqualTo(401);
    }

    @Test
    void acceptsOnlyTheNewKeyOnceItChanged() {
        account.simulator.acceptKey("KeapAK-new");

        assertThat(account.get("/v1/tags").status()).isEqualTo(401);
        assertThat(with("x-keap-api-key", "KeapAK-new").status()).isEqualTo(200);
    }

    @Test
    void authenticatesBeforeRouting() {
        assertThat(account.send("GET", "/v1/nowhere", Map.of(), "").status()).isEqualTo(401);
        assertThat(account.get("/v1/nowhere").status()).isEqualTo(404);
    }

    @Test
    void answersAnUnknownPathWithAPageAndAnAbsentObjectWithAMessage() {
        assertThat(account.get("/v1/nowhere").body()).startsWith("<!doctype html>");
        assertThat(account.get("/nowhere").body()).startsWith("<!doctype html>");
        assertThat(json(account.get("/v1/tags/7")).path("message").asText()).isEqualTo("Tag 7 not found");
    }

    @Test
    void answersAKnownPathWithAnotherMethodWith405() {
        assertThat(account.delete("/v1/tags").status()).isEqualTo(405);
    }

    @Test
    void ignoresWhateverComesBeforeTheVersion() {
        assertThat(account.get("/crm/rest/v1/tags").status()).isEqualTo(200);
        assertThat(account.simulator.calls().getFirst().path()).isEqualTo("/v1/tags");
    }

    @Test
    void journalsEveryCallWithItsOutcome() {
        account.get("/v1/tags?name=Customer");
        account.post("/v1/contacts", "{}");
        account.send("DELETE", "/v1/contacts/1", Map.of(), "");

        assertThat(account.simulator.calls()).extracting(Call::status).containsExactly(200, 400, 401);
        assertThat(account.simulator.calls().get(0).query().get("name")).containsExactly("Customer");
        assertThat(account.simulator.calls().get(1).body()).isEqualTo("{}");
        assertThat(account.simulator.calls().get(1).at()).isEqualTo(account.clock.instant());
        assertThat(account.simulator.writes()).isEqualTo(2);
        assertThat(account.simulator.refusedCalls()).isEqualTo(2);
    }

    private SimulatedReply with(String header, String value) {
        return account.send("GET", "/v1/tags", Map.of(header, value), "");
    }

    private static String errorcode(SimulatedReply reply) {
        assertThat(reply.status()).isEqualTo(401);
        return json(reply).path("fault").path("detail").path("errorcode").asText();
    }
}
