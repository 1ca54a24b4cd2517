package dev.keapsink.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.simulator.Behaviour.DuplicateSlots;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
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

    private final ProbeBench bench = new ProbeBench(DuplicateSlots.EMAIL1);

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\n", "y\n", "\n", ""})
    void writesNothingWithoutAYes(String answer) {
        assertThatThrownBy(() -> bench.answering(answer))
                .isInstanceOf(ProbeException.class)
                .hasMessage("Nothing was written.");

        assertThat(bench.writes()).isEmpty();
        assertThat(bench.printed())
                .contains("Keap account ks100, as Simone Lator (owner@keap.example).")
                .contains("keap-sink-probe-1234@example.com", "VIP (YesNo)")
                .endsWith("Type yes to go on: ");
    }

    @Test
    void writesNothingWhereItCannotAsk() {
        Consent nobody = new Consent(Optional.empty(), false);

        assertThatThrownBy(() -> bench.run(nobody, Map.of(), Optional.empty())).hasMessageContaining("Give --yes");
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void writesAfterAYesAndOnlyToItsOwnContacts() {
        bench.keap.inject(
                Fault.error(403, "Forbidden").matching(request -> request.path().contains("tags")));
        assertThat(bench.answering("Yes\n")).isTrue();

        assertThat(bench.writes())
                .allMatch(write -> write.matches("PUT /v1/contacts|(PATCH|DELETE) /v1/contacts/100[12]"));
        assertThat(bench.printed()).endsWith("Every contact that the probe made is deleted." + System.lineSeparator());
    }

    @Test
    void staysFarBelowTheLimitsAndNeverPrintsTheKey() {
        assertThat(bench.run()).isTrue();
        List<Instant> times = bench.keap.calls().stream().map(Call::at).toList();

        assertThat(bench.keap.throttled() + bench.keap.spikeArrests()).isZero();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
        assertThat(times).hasSizeLessThan(120);
        assertThat(bench.printed()).doesNotContain(KeapSimulator.API_KEY);
    }

    @ParameterizedTest
    @CsvSource({"PUT,/v1/contacts", "PATCH,/v1/contacts/*", "GET,/v1/contacts/*", "DELETE,/v1/contacts/*"})
    void leavesNothingWhenEveryThirdCallOfAKindFails(String method, String path) {
        bench.keap.inject(Fault.error(500, "Internal error").onEvery(3).matching(method, path));
        boolean unused = bench.run();

        assertThat(bench.keap.contacts()).isEmpty();
        assertThat(bench.printed()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void leavesNothingWhenRepliesAreLost(int every) {
        bench.keap.inject(Fault.replyLostAfterCommit()
                .onEvery(every)
                .matching(request -> request.method().equals("PUT")));
        boolean unused = bench.run();

        assertThat(bench.keap.contacts()).isEmpty();
        assertThat(bench.printed()).contains("not learnt: Keap did not answer");
    }

    @Test
    void findsWhatALostReplyMadeWithV1WhereV2CannotSearch() {
        bench.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));
        bench.keap.inject(Fault.error(500, "Internal error").matching("GET", "/v2/contacts"));

        assertThat(bench.run()).isFalse();
        assertThat(bench.line("Stopped")).isEqualTo("Without a test contact there is nothing to find out.");
        assertThat(bench.keap.contacts()).isEmpty();
    }

    @Test
    void deletesNobodyElseWhenASearchFindsEverybody() {
        bench.keap.inject(Fault.answering(
                        200,
                        "application/json",
                        "{\"contacts\":[{\"id\":\"7\",\"email_addresses\":[{\"email\":\"x@y.z\"}]}]}")
                .matching("GET", "/v2/contacts"));
        assertThat(bench.run()).isTrue();

        assertThat(bench.writes()).doesNotContain("DELETE /v1/contacts/7");
    }

    @Test
    void saysHowToDeleteWhatItCannotDelete() {
        bench.keap.inject(Fault.error(403, "No permission").matching("DELETE", "/v1/contacts/1001"));

        assertThat(bench.run()).isFalse();
        assertThat(bench.keap.contacts()).hasSize(1);
        assertThat(bench.printed())
                .contains("The contact 1001 could not be deleted (Keap answered 403, \"No permission\").")
                .contains("keap-sink-probe-1234@example.com")
                .contains("curl -X DELETE -H \"X-Keap-API-Key: $KEAP_SINK_API_KEY\" " + bench.url()
                        + "/v1/contacts/1001");
    }

    @Test
    void admitsThatAContactMayStillAppear() {
        bench.keap.inject(Fault.resetBeforeHandling().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(bench.run()).isFalse();
        assertThat(bench.printed()).contains("Should Keap have one with the address keap-sink-probe-1234@");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 20, 40, 60, 66})
    void tidiesUpWhenItIsInterruptedInAnyExperiment(int call) {
        AtomicInteger calls = new AtomicInteger();
        bench.sleeping(duration -> {
            bench.time.sleep(duration);
            if (calls.incrementAndGet() == call) {
                assertThat(bench.shutdown.interrupt()).isTrue();
            }
        });

        assertThat(bench.run()).isFalse();
        assertThat(bench.line("Stopped")).isEqualTo("Stopped half-way.");
        assertThat(bench.keap.contacts()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void isNotInterruptedWhileItTidiesUp() {
        bench.sleeping(duration -> {
            bench.time.sleep(duration);
            if (bench.keap.calls().getLast().path().equals("/v2/contacts")) {
                assertThat(bench.shutdown.interrupt()).isTrue();
            }
        });

        assertThat(bench.run()).isTrue();
        assertThat(bench.keap.contacts()).isEmpty();
    }

    @Test
    void saysThatKeapDoesNotShowTheFields() {
        bench.keap.inject(Fault.error(403, "Forbidden").matching("GET", "/v1/contacts/model"));

        assertThat(bench.run()).isTrue();
        assertThat(bench.line("YesNo"))
                .isEqualTo("not tried: Keap does not show the account's custom fields (403, \"Forbidden\")");
    }

    @Test
    void doesNotHoldUpAShutdownBeforeItWrites() {
        assertThat(bench.shutdown.interrupt()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void pausesWhenKeapAsksForIt() {
        bench.keap.inject(Fault.throttledFor(Duration.ofSeconds(42)).onNext(1).matching("PUT", "/v1/contacts"));
        Instant start = bench.time.instant();

        assertThat(bench.run()).isTrue();
        assertThat(bench.printed()).contains("Keap asks for a pause of 42 s.");
        assertThat(Duration.between(start, bench.time.instant())).isGreaterThan(Duration.ofSeconds(42));
    }

    @Test
    void pausesShortlyWhenSomebodyElseCameJustBefore() {
        bench.keap.inject(Fault.answering(
                        429,
                        "application/json",
                        "{\"fault\":{\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}")
                .onNext(1)
                .matching("PUT", "/v1/contacts"));

        assertThat(bench.run()).isTrue();
        assertThat(bench.printed()).contains("Keap asks for a pause of 5 s.");
    }

    @Test
    void stopsWhenTheDayIsUsedUp() {
        bench.keap.inject(Fault.answering(429, Map.of("x-keap-product-quota-available", "0"), "{}")
                .matching("PUT", "/v1/contacts"));

        assertThat(bench.run()).isFalse();
        assertThat(bench.line("Stopped")).contains("Try again tomorrow");
        assertThat(bench.writes()).hasSize(1);
        assertThat(bench.printed()).doesNotContain("What became of a call");
    }

    @Test
    void stopsWhenKeapTurnsEveryCallAway() {
        bench.keap.inject(Fault.throttledFor(Duration.ofSeconds(1)).matching("PATCH", "/v1/contacts/*"));

        assertThat(bench.run()).isFalse();
        assertThat(bench.line("Stopped")).contains("Try again later");
        assertThat(bench.keap.contacts()).isEmpty();
    }

    @Test
    void explainsAWrongKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> bench.run(YES, Map.of("KEAP_SINK_API_KEY", "KeapAK-wrong"), Optional.empty()))
                .isInstanceOf(ProbeException.class)
                .hasMessageContaining("does not take the key in KEAP_SINK_API_KEY (401")
                .hasMessageNotContaining("KeapAK-wrong");
    }

    @Test
    void hidesAKeyThatAServerRepeats() {
        bench.keap.inject(Fault.error(400, "Bad key " + KeapSimulator.API_KEY).matching("PUT", "/v1/contacts"));

        assertThat(bench.run()).isFalse();
        assertThat(bench.line("Upsert")).contains("400, \"Bad key ***\"");
        assertThat(bench.printed()).doesNotContain(KeapSimulator.API_KEY);
    }

    @Test
    void sendsTheKeyAsBearerIfToldSo() {
        assertThat(bench.run(YES, Map.of("KEAP_SINK_API_KEY_HEADER", "authorization"), Optional.empty()))
                .isTrue();
    }

    @Test
    void explainsThatNobodyAnswers() {
        assertThatThrownBy(() -> bench.run(YES, Map.of("KEAP_SINK_BASE_URL", "http://127.0.0.1:1"), Optional.empty()))
                .isInstanceOf(ProbeException.class)
                .hasMessageContaining("at http://127.0.0.1:1. Check the address in KEAP_SINK_BASE_URL");
    }

    @Test
    void explainsThatSomethingElseAnswers() {
        bench.keap.inject(Fault.page(404, "Not here"));

        assertThatThrownBy(bench::run).hasMessageContaining("is not Keap's REST API (404). Check KEAP_SINK_BASE_URL.");
    }

    @Test
    void explainsThatKeapIsOutOfOrder() {
        bench.keap.inject(Fault.unavailable());

        assertThatThrownBy(bench::run).hasMessage("Keap is out of order (503). Try again later.");
    }

    @Test
    void asksV1WhoItIsWhereV2DoesNotKnow() {
        bench.keap.inject(
                Fault.error(404, "Not found").matching(request -> request.path().startsWith("/v2/")));

        assertThat(bench.run()).isTrue();
        assertThat(bench.printed())
                .contains("as Simone Lator (owner@keap.example)", "Contact types: Prospect, Customer");
    }
}
