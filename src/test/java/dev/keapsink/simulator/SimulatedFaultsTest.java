package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedFaultsTest {
    private static final String ADA =
            "{'duplicate_option':'Email','email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}]}";

    private final Account account = new Account();

    @Test
    void losesTheReplyOfACallThatWasHandled() {
        account.simulator.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.RESET);
        assertThat(account.simulator.contacts()).hasSize(1);
        assertThat(account.simulator.calls().getFirst().status()).isEqualTo(201);
        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.NORMAL);
    }

    @Test
    void resetsBeforeAnythingHappens() {
        account.simulator.inject(Fault.resetBeforeHandling().onNext(1));

        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.RESET);
        assertThat(account.simulator.contacts()).isEmpty();
        assertThat(account.simulator.calls().getFirst().status()).isZero();
        assertThat(account.put(ADA).headers()).containsEntry("x-keap-product-quota-used", "1");
    }

    @Test
    void answersInsteadOfKeap() {
        account.simulator.inject(Fault.badGateway().onNext(1));
        account.simulator.inject(Fault.error(403, "Forbidden").onNext(1));
        account.simulator.inject(Fault.garbage("{}").onNext(1));

        assertThat(account.put(ADA).body()).contains("Bad Gateway").startsWith("<!doctype html>");
        assertThat(json(account.put(ADA)).path("message").asText()).isEqualTo("Forbidden");
        assertThat(account.put(ADA).status()).isEqualTo(200);
        assertThat(account.simulator.contacts()).isEmpty();
        assertThat(account.put(ADA).status()).isEqualTo(201);
    }

    @Test
    void answersOtherwiseAfterCommitIfToldSo() {
        account.simulator.inject(Fault.gatewayTimeout().afterCommit().onNext(1));

        assertThat(account.put(ADA).status()).isEqualTo(504);
        assertThat(account.simulator.contacts()).hasSize(1);
    }

    @Test
    void knowsTheUsualAnswersOfAGateway() {
        account.simulator.inject(Fault.unavailable().onNext(1));
        account.simulator.inject(
                Fault.redirectTo(URI.create("https://keap.invalid/login")).onNext(1));
        account.simulator.inject(Fault.throttledFor(Duration.ofSeconds(30)).onNext(1));
        account.simulator.inject(Fault.credentialExpired().onNext(1));

        assertThat(account.put(ADA).status()).isEqualTo(503);
        assertThat(account.put(ADA).headers()).containsEntry("location", "https://keap.invalid/login");
        assertThat(account.put(ADA).headers()).containsEntry("retry-after", "30");
        assertThat(json(account.put(ADA)).at("/fault/detail/errorcode").asText())
                .isEqualTo("keymanagement.service.access_token_expired");
    }

    @Test
    void delaysReplies() {
        account.simulator.inject(Fault.answeredAfter(Duration.ofSeconds(9)).onNext(1));
        account.simulator.inject(
                Fault.badGateway().delayedBy(Duration.ofSeconds(5)).onNext(1));

        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.NORMAL.delayedBy(Duration.ofSeconds(9)));
        assertThat(account.put(ADA).delivery().delay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void neverAnswersWithOrWithoutHandling() {
        account.simulator.inject(Fault.swallowed().onNext(1));
        account.simulator.inject(Fault.neverAnswered().onNext(1));

        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.NEVER);
        assertThat(account.simulator.contacts()).isEmpty();
        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.NEVER);
        assertThat(account.simulator.contacts()).hasSize(1);
    }

    @Test
    void refusesTheConnection() {
        account.simulator.inject(Fault.connectionRefused().onNext(1));

        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.REFUSED);
        assertThat(account.simulator.contacts()).isEmpty();
    }

    @Test
    void decidesOnArrivalWhatASlowWriteDoesLater() {
        account.simulator.inject(
                Fault.carriedOutOnlyAfter(Duration.ofSeconds(20)).onNext(1));

        assertThat(account.put(ADA).delivery()).isEqualTo(Delivery.NEVER);
        assertThat(account.simulator.contacts()).isEmpty();
        account.clock.advance(Duration.ofSeconds(20));
        assertThat(account.simulator.contacts()).hasSize(1);
        assertThat(account.put(ADA).status()).isEqualTo(200);
    }

    @Test
    void makesTwoContactsOfASlowWriteThatIsRepeatedMeanwhile() {
        account.simulator.inject(
                Fault.carriedOutOnlyAfter(Duration.ofSeconds(20)).onNext(1));
        account.put(ADA);
        account.clock.advance(Duration.ofSeconds(15));

        assertThat(account.put(ADA).status()).isEqualTo(201);
        account.clock.advance(Duration.ofSeconds(5));
        assertThat(account.simulator.contacts()).hasSize(2);
    }

    @Test
    void strikesEverySoManyCalls() {
        account.simulator.inject(Fault.unavailable().onEvery(3).matching("GET", "/v1/tags"));

        assertThat(Stream.generate(() -> account.get("/v1/tags").status()).limit(5))
                .containsExactly(503, 200, 200, 503, 200);
    }

    @Test
    void strikesWithinItsTimeOnly() {
        Instant from = Instant.parse("2026-03-01T12:10:00Z");
        account.simulator.inject(Fault.unavailable().between(from, from.plusSeconds(60)));

        account.clock.set("2026-03-01T12:09:59.999Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
        account.clock.set("2026-03-01T12:10:00Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(503);
        account.clock.set("2026-03-01T12:10:59.999Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(503);
        account.clock.set("2026-03-01T12:11:00Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
    }

    @Test
    void strikesTheKindOfCallNamed() {
        account.simulator.inject(Fault.unavailable().matching("POST", "/v1/tags/*/contacts"));
        account.simulator.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("ada@")));

        assertThat(account.post("/v1/tags/11/contacts", "{'ids':[1]}").status()).isEqualTo(503);
        assertThat(account.get("/v1/tags/11").status()).isEqualTo(404);
        assertThat(account.put(ADA).status()).isEqualTo(500);
        assertThat(account.put(ADA.replace("ada@", "grace@")).status()).isEqualTo(201);
    }

    @Test
    void spendsItselfOnlyOnCallsThatGetSoFar() {
        Account tight = new Account(new Quota(1, 100, 100));
        tight.simulator.inject(Fault.unavailable().onNext(1).matching("PUT", "/v1/contacts"));
        tight.get("/v1/tags");

        assertThat(tight.put(ADA).status()).isEqualTo(429);
        tight.clock.advance(Duration.ofSeconds(1));
        assertThat(tight.put(ADA).status()).isEqualTo(503);
        tight.clock.advance(Duration.ofSeconds(1));
        assertThat(tight.put(ADA).status()).isEqualTo(201);
    }

    @Test
    void makesUpTagResultsWithoutTagging() {
        account.simulator.addTag(11, "Customer");
        long ada = account.contact("ada@example.org");
        account.simulator.inject(Fault.tagResult(TagResult.FAILURE, ada).onNext(1));

        assertThat(account.post("/v1/tags/11/contacts", "{'ids':[" + ada + "]}").body())
                .contains("FAILURE");
        assertThat(account.only().tagIds()).isEmpty();
        assertThat(account.post("/v1/tags/11/contacts", "{'ids':[" + ada + "]}").body())
                .contains("SUCCESS");
    }

    @Test
    void endsWhenCleared() {
        account.simulator.inject(Fault.unavailable());
        assertThat(account.get("/v1/tags").status()).isEqualTo(503);

        account.simulator.clearFaults();
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
    }
}
