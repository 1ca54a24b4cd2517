package dev.keapsink.tools.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.simulator.Behaviour.DuplicateSlots;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.keap.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, the probe asks before it writes, is polite, explains itself and leaves nothing behind. */
class ProbeTroubleTest {

    private static final Consent YES = new Consent(Optional.empty(), true);

    private final ProbeFixture fixture = new ProbeFixture(DuplicateSlots.EMAIL1);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\n", "y\n", "\n", ""})
    void writesNothingWithoutAYes(String answer) {
        assertThatThrownBy(() -> fixture.answering(answer))
                .isInstanceOf(AccountException.class)
                .hasMessage("Nothing was written.");

        assertThat(fixture.writes()).isEmpty();
        assertThat(fixture.printed())
                .contains("Keap account ks100, as Simone Lator (owner@keap.example).")
                .contains("keap-sink-probe-1234@example.com", "VIP (YesNo)")
                .endsWith("Type yes to go on: ");
    }

    @Test
    void writesNothingWhereItCannotAsk() {
        Consent nobody = new Consent(Optional.empty(), false);

        assertThatThrownBy(() -> fixture.run(nobody, Map.of(), Optional.empty()))
                .hasMessageContaining("Give --yes");
        assertThat(fixture.writes()).isEmpty();
    }

    @Test
    void writesAfterAYesAndOnlyToItsOwnContacts() {
        fixture.keap.inject(
                Fault.error(403, "Forbidden").matching(request -> request.path().contains("tags")));
        assertThat(fixture.answering("Yes\n")).isTrue();

        assertThat(fixture.writes())
                .allMatch(write -> write.matches("PUT /v1/contacts|(PATCH|DELETE) /v1/contacts/100[12]"));
        assertThat(fixture.printed())
                .endsWith("Every contact that the probe made is deleted." + System.lineSeparator());
    }

    @Test
    void staysFarBelowTheLimitsAndNeverPrintsTheKey() {
        assertThat(fixture.run()).isTrue();
        List<Instant> times = fixture.keap.calls().stream().map(Call::at).toList();

        assertThat(fixture.keap.throttled() + fixture.keap.spikeArrests()).isZero();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
        assertThat(times).hasSizeLessThan(120);
        assertThat(fixture.printed()).doesNotContain(KeapSimulator.API_KEY);
    }

    @ParameterizedTest
    @CsvSource({"PUT,/v1/contacts", "PATCH,/v1/contacts/*", "GET,/v1/contacts/*", "DELETE,/v1/contacts/*"})
    void leavesNothingWhenEveryThirdCallOfAKindFails(String method, String path) {
        fixture.keap.inject(Fault.error(500, "Internal error").onEvery(3).matching(method, path));
        boolean unused = fixture.run();

        assertThat(fixture.keap.contacts()).isEmpty();
        assertThat(fixture.printed()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void leavesNothingWhenRepliesAreLost(int every) {
        fixture.keap.inject(Fault.replyLostAfterCommit()
                .onEvery(every)
                .matching(request -> request.method().equals("PUT")));
        boolean unused = fixture.run();

        assertThat(fixture.keap.contacts()).isEmpty();
        assertThat(fixture.printed()).contains("not learnt: Keap did not answer");
    }

    @Test
    void findsWhatALostReplyMadeWithV1WhereV2CannotSearch() {
        fixture.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));
        fixture.keap.inject(Fault.error(500, "Internal error").matching("GET", "/v2/contacts"));

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.line("Stopped")).isEqualTo("Without a test contact there is nothing to find out.");
        assertThat(fixture.keap.contacts()).isEmpty();
    }

    @Test
    void deletesNobodyElseWhenASearchFindsEverybody() {
        fixture.keap.inject(Fault.answering(
                        200,
                        "application/json",
                        "{\"contacts\":[{\"id\":\"7\",\"email_addresses\":[{\"email\":\"x@y.z\"}]}]}")
                .matching("GET", "/v2/contacts"));
        assertThat(fixture.run()).isTrue();

        assertThat(fixture.writes()).doesNotContain("DELETE /v1/contacts/7");
    }

    @Test
    void saysHowToDeleteWhatItCannotDelete() {
        fixture.keap.inject(Fault.error(403, "No permission").matching("DELETE", "/v1/contacts/1001"));

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.keap.contacts()).hasSize(1);
        assertThat(fixture.printed())
                .contains("The contact 1001 could not be deleted (Keap answered 403, \"No permission\").")
                .contains("keap-sink-probe-1234@example.com")
                .contains("curl -X DELETE -H \"X-Keap-API-Key: $KEAP_SINK_API_KEY\" " + fixture.url()
                        + "/v1/contacts/1001");
    }

    @Test
    void admitsThatAContactMayStillAppear() {
        fixture.keap.inject(Fault.resetBeforeHandling().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.printed()).contains("If Keap has a contact with the address keap-sink-probe-1234@");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 20, 40, 60, 66})
    void tidiesUpWhenItIsInterruptedInAnyExperiment(int call) {
        AtomicInteger calls = new AtomicInteger();
        fixture.sleeping(duration -> {
            fixture.time.sleep(duration);
            if (calls.incrementAndGet() == call) {
                assertThat(fixture.shutdown.interrupt()).isTrue();
            }
        });

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.line("Stopped")).isEqualTo("Stopped half-way.");
        assertThat(fixture.keap.contacts()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void isNotInterruptedWhileItTidiesUp() {
        fixture.sleeping(duration -> {
            fixture.time.sleep(duration);
            if (fixture.keap.calls().getLast().path().equals("/v2/contacts")) {
                assertThat(fixture.shutdown.interrupt()).isTrue();
            }
        });

        assertThat(fixture.run()).isTrue();
        assertThat(fixture.keap.contacts()).isEmpty();
    }

    @Test
    void saysThatKeapDoesNotShowTheFields() {
        fixture.keap.inject(Fault.error(403, "Forbidden").matching("GET", "/v1/contacts/model"));

        assertThat(fixture.run()).isTrue();
        assertThat(fixture.line("YesNo"))
                .isEqualTo("not tried: Keap does not show the account's custom fields (403, \"Forbidden\")");
    }

    @Test
    void doesNotHoldUpAShutdownBeforeItWrites() {
        assertThat(fixture.shutdown.interrupt()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void pausesWhenKeapAsksForIt() {
        fixture.keap.inject(Fault.throttledFor(Duration.ofSeconds(42)).onNext(1).matching("PUT", "/v1/contacts"));
        Instant start = fixture.time.instant();

        assertThat(fixture.run()).isTrue();
        assertThat(fixture.printed()).contains("Keap asks for a pause of 42 s.");
        assertThat(Duration.between(start, fixture.time.instant())).isGreaterThan(Duration.ofSeconds(42));
    }

    @Test
    void pausesShortlyWhenSomebodyElseCameJustBefore() {
        fixture.keap.inject(Fault.answering(
                        429,
                        "application/json",
                        "{\"fault\":{\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}")
                .onNext(1)
                .matching("PUT", "/v1/contacts"));

        assertThat(fixture.run()).isTrue();
        assertThat(fixture.printed()).contains("Keap asks for a pause of 5 s.");
    }

    @Test
    void stopsWhenTheDayIsUsedUp() {
        fixture.keap.inject(Fault.answering(429, Map.of("x-keap-product-quota-available", "0"), "{}")
                .matching("PUT", "/v1/contacts"));

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.line("Stopped")).contains("Try again tomorrow");
        assertThat(fixture.writes()).hasSize(1);
        assertThat(fixture.printed()).doesNotContain("got no clear reply");
    }

    @Test
    void stopsWhenKeapTurnsEveryCallAway() {
        fixture.keap.inject(Fault.throttledFor(Duration.ofSeconds(1)).matching("PATCH", "/v1/contacts/*"));

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.line("Stopped")).contains("Try again later");
        assertThat(fixture.keap.contacts()).isEmpty();
    }

    @Test
    void explainsAWrongKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> fixture.run(YES, Map.of("KEAP_SINK_API_KEY", "KeapAK-wrong"), Optional.empty()))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("does not take the key in KEAP_SINK_API_KEY (401")
                .hasMessageNotContaining("KeapAK-wrong");
    }

    @Test
    void hidesAKeyThatAServerRepeats() {
        fixture.keap.inject(Fault.error(400, "Bad key " + KeapSimulator.API_KEY).matching("PUT", "/v1/contacts"));

        assertThat(fixture.run()).isFalse();
        assertThat(fixture.line("Upsert")).contains("400, \"Bad key ***\"");
        assertThat(fixture.printed()).doesNotContain(KeapSimulator.API_KEY);
    }

    @Test
    void sendsTheKeyAsBearerIfToldSo() {
        assertThat(fixture.run(YES, Map.of("KEAP_SINK_API_KEY_HEADER", "authorization"), Optional.empty()))
                .isTrue();
    }

    @Test
    void explainsThatNobodyAnswers() {
        assertThatThrownBy(() -> fixture.run(YES, Map.of("KEAP_SINK_BASE_URL", "http://127.0.0.1:1"), Optional.empty()))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("at http://127.0.0.1:1. Check the address in KEAP_SINK_BASE_URL");
    }

    @Test
    void explainsThatSomethingElseAnswers() {
        fixture.keap.inject(Fault.page(404, "Not here"));

        assertThatThrownBy(fixture::run)
                .hasMessageContaining("is not Keap's REST API (404). Check KEAP_SINK_BASE_URL.");
    }

    @Test
    void explainsThatKeapIsOutOfOrder() {
        fixture.keap.inject(Fault.unavailable());

        assertThatThrownBy(fixture::run).hasMessage("Keap is out of order (503). Try again later.");
    }

    @Test
    void asksV1WhoItIsWhereV2DoesNotKnow() {
        fixture.keap.inject(
                Fault.error(404, "Not found").matching(request -> request.path().startsWith("/v2/")));

        assertThat(fixture.run()).isTrue();
        assertThat(fixture.printed())
                .contains("as Simone Lator (owner@keap.example)", "Contact types: Prospect, Customer");
    }
}
