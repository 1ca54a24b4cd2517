package dev.keapsink.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.grant.RefreshReport.Result;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.TokenRules;
import dev.keapsink.support.SimulatedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

    private final RefreshFixture bench = new RefreshFixture();
    private final CredentialUnwritable throttled =
            new CredentialUnwritable("Parameter Store did not store it (ThrottlingException)", true);

    private void expire() {
        bench.time.advance(Duration.ofDays(1));
    }

    @Test
    void doesNothingWhileTheAccessTokenIsGoodForHours() {
        bench.time.advance(Duration.ofHours(18).minusSeconds(1));

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.not_due);
        assertThat(report.detail()).isEqualTo("The access token is good until 2026-03-11T12:00:00Z. Keap accepts it.");
        assertThat(bench.keap.tokenCalls()).isEmpty();
        assertThat(bench.store.written()).isEmpty();
    }

    @Test
    void renewsHoursBeforeTheEnd() {
        bench.time.advance(Duration.ofHours(18));
        Grant before = bench.stored();

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.refreshed);
        assertThat(report.detail())
                .isEqualTo("The tokens are renewed and stored, good until 2026-03-12T06:00:00Z. Keap accepts them.");
        assertThat(bench.stored().refreshToken()).isNotEqualTo(before.refreshToken());
        assertThat(bench.stored().expiresAt()).isEqualTo(Instant.parse("2026-03-12T06:00:00Z"));
        assertThat(bench.isAlive()).isTrue();
        assertThat(bench.run().result()).isEqualTo(Result.not_due);
    }

    @Test
    void keepsTheGrantOfAnIdleAccountAlive() {
        for (int quarterOfAnHour = 0; quarterOfAnHour < 60 * 24 * 4; quarterOfAnHour++) {
            bench.time.advance(Duration.ofMinutes(15));
            bench.run();
        }

        assertThat(bench.isAlive()).isTrue();
        assertThat(bench.keap.tokenCalls()).hasSizeBetween(60, 80);
    }

    @Test
    void renewsWhatLooksGoodAndIsRevoked() {
        bench.time.advance(Duration.ofHours(1));
        bench.keap.expireAccessTokens();

        assertThat(bench.run().result()).isEqualTo(Result.refreshed);
        assertThat(bench.isAlive()).isTrue();
    }

    @Test
    void anApiKeyIsOnlyVerified() {
        bench.store.put("{\"api_key\":\"%s\"}".formatted(KeapSimulator.API_KEY));
        assertThat(bench.run())
                .isEqualTo(new RefreshReport(Result.api_key_accepted, "It is an API key. Keap accepts it."));

        bench.keap.acceptKey("KeapAK-simulator-0001");
        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessageContaining("Keap refused the API key (401)")
                .withMessageContaining("as api_key into the parameter");
        assertThat(bench.store.written()).isEmpty();
    }

    @Test
    void theStoreFailsTenTimesAndTheGrantIsNotLost() {
        expire();
        bench.store.failWrites(10, throttled);

        assertThat(bench.run().result()).isEqualTo(Result.refreshed);
        assertThat(bench.isAlive()).isTrue();
        assertThat(bench.keap.tokenCalls()).hasSize(1);
    }

    @Test
    void whatCouldNotBeStoredInOneRunIsStoredInTheNext() {
        expire();
        bench.store.failWrites(1000, throttled);

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessageContaining("renewed but not stored")
                .withMessageContaining("ThrottlingException");
        assertThat(bench.isAlive()).isFalse();
        bench.store.failWrites(0, throttled);
        RefreshReport next = bench.run();

        assertThat(next.result()).isEqualTo(Result.not_due);
        assertThat(bench.isAlive()).isTrue();
        assertThat(bench.keap.tokenCalls()).hasSize(1);
    }

    @Test
    void aStoreThatMayNotBeWrittenIsNoticedBeforeTheTokenIsUsed() {
        expire();
        bench.store.refuseWrites(new CredentialUnwritable("it may not be written (AccessDeniedException)", false));

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessage("it may not be written (AccessDeniedException).");
        assertThat(bench.keap.tokenCalls()).isEmpty();
        assertThat(bench.isAlive()).isTrue();
    }

    @Test
    void aWriteWhoseAnswerGotLostIsNotRepeatedOverALaterOne() {
        expire();
        Grant before = bench.stored();
        List<Grant> others = new ArrayList<>();
        bench.store.onRead(n -> {
            if (n == 3) {
                others.add(bench.grant(bench.time.instant().plus(Duration.ofDays(1))));
            }
            return CredentialDocument.of(others.isEmpty() ? before : others.getFirst());
        });
        bench.store.failWrites(1, throttled);

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.refreshed_elsewhere);
        assertThat(bench.store.written()).isEmpty();
    }

    @Test
    void theProcessIsKilledBetweenRefreshAndStore() {
        expire();
        bench.store.failWrites(1, new IllegalStateException("killed"));
        assertThatThrownBy(bench::run).hasMessage("killed");
        bench.refresh = bench.newProcess();

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessageContaining(
                        "does not take the refresh token in the parameter /keap-sink/credentials any more")
                .withMessageContaining("./run authorize")
                .satisfies(failure -> assertThat(failure.isGrantLost()).isTrue());
        assertThat(bench.store.written()).isEmpty();
    }

    @Test
    void aRenewalWhoseAnswerGotLostCostsTheGrantAndSaysSo() {
        expire();
        bench.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/token"));

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .satisfies(failure -> assertThat(failure.isGrantLost()).isTrue());
        assertThat(bench.keap.tokenCalls()).hasSize(2);
    }

    @Test
    void aRenewalThatNeverArrivedIsRepeated() {
        expire();
        bench.keap.inject(Fault.resetBeforeHandling().onNext(2).matching("POST", "/token"));

        assertThat(bench.run().result()).isEqualTo(Result.refreshed);
        assertThat(bench.isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGrantThatIsRevokedIsLostInEitherOfKeapsWords(boolean invalidRequest) {
        if (invalidRequest) {
            bench.keap.tokenRules(TokenRules.DEFAULT.answeringInvalidRequest());
        }
        bench.time.advance(Duration.ofHours(1));
        bench.keap.revokeGrant();

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .satisfies(failure -> assertThat(failure.isGrantLost()).isTrue());
    }

    @Test
    void whatAnotherInstanceIsAboutToStoreIsAwaited() {
        expire();
        Grant used = bench.stored();
        Grant others = bench.grant(bench.time.instant().plus(Duration.ofDays(1)));
        bench.store.onRead(n -> CredentialDocument.of(n < 4 ? used : others));

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.refreshed_elsewhere);
        assertThat(report.detail()).endsWith("Keap accepts them.");
        assertThat(bench.store.written()).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsDownIsNoCauseForAlarmWhileTheAccessTokenLives() {
        bench.time.advance(Duration.ofHours(20));
        bench.keap.inject(Fault.unavailable().matching("POST", "/token"));

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.postponed);
        assertThat(report.detail())
                .isEqualTo("The tokens could not be renewed now: Keap is not available (503). The access token is good"
                        + " until 2026-03-11T12:00:00Z, and the next run tries again.");
        assertThat(bench.isAlive()).isTrue();
    }

    @Test
    void aTokenEndpointThatIsDownWhenTheAccessTokenHasEndedIsAFailure() {
        expire();
        bench.keap.inject(Fault.unavailable().matching("POST", "/token"));

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessageContaining("nothing is written and nothing lost")
                .satisfies(failure -> assertThat(failure.isGrantLost()).isFalse());
        bench.keap.clearFaults();
        assertThat(bench.run().result()).isEqualTo(Result.refreshed);
    }

    @Test
    void aKeapThatCannotBeAskedIsNoCauseToRenew() {
        bench.keap.inject(Fault.unavailable().matching("GET", "/v2/oauth/connect/userinfo"));

        assertThat(bench.run().result()).isEqualTo(Result.postponed);
        assertThat(bench.keap.tokenCalls()).isEmpty();
    }

    @Test
    void newTokensThatCannotBeVerifiedAreStored() {
        expire();
        bench.keap.inject(Fault.unavailable().matching("GET", "/v2/oauth/connect/userinfo"));

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.refreshed);
        assertThat(report.detail()).contains("They are not verified: Keap is not available (503)");
        assertThat(bench.isAlive()).isTrue();
    }

    @Test
    void aClientThatKeapDoesNotKnowIsNoLostGrant() {
        Grant grant = bench.stored();
        bench.store.put(CredentialDocument.of(
                new Grant(new Client("kst-client", "wrong"), grant.secret(), grant.refreshToken(), Instant.EPOCH)));

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessageContaining("check client_id and client_secret")
                .satisfies(failure -> assertThat(failure.isGrantLost()).isFalse());
    }

    @Test
    void aStoreThatCannotBeReadIsAFailureWithItsSentence() {
        bench.store.failReads(1, CredentialUnreadable.untilMended("Parameter Store has no parameter /k"));

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessage("Parameter Store has no parameter /k.");
    }

    @Test
    void tooShortATimeoutCostsNothing() {
        expire();

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(() -> bench.refresh.run(Deadline.in(Duration.ofSeconds(30), bench.time)))
                .withMessageContaining("a timeout of at least a minute");
        assertThat(bench.keap.tokenCalls()).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsOnlySlowIsAwaitedUntilTheTokensMustBeStored() {
        expire();
        List<Duration> timeouts = new ArrayList<>();
        TokenTransport slow = (authorization, form, timeout) -> {
            timeouts.add(timeout);
            bench.time.advance(Duration.ofSeconds(90));
            return new SimulatedTokens(bench.keap).post(authorization, form, timeout);
        };

        RefreshReport report = bench.newProcess(slow).run(Deadline.in(Duration.ofMinutes(2), bench.time));

        assertThat(timeouts).containsExactly(Duration.ofSeconds(100));
        assertThat(report.result()).isEqualTo(Result.refreshed);
        assertThat(bench.isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 62, 63, 64, 65, 66, 67, 68, 90, 120, 179})
    void aSlowStoreNeverCostsTheProcessThatHoldsTheTokens(int timeout) {
        expire();
        bench.store.taking(Duration.ofSeconds(3), bench.time);
        bench.store.failWrites(1000, throttled);
        Deadline deadline = Deadline.in(Duration.ofSeconds(timeout), bench.time);

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(() -> bench.refresh.run(deadline))
                .withMessageContaining("renewed but not stored");

        assertThat(deadline.left()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void tokensThatKeapRefusesAtOnceAreNotRenewedAgainAndAgain() {
        expire();
        bench.keap.inject(Fault.credentialExpired());

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(bench::run)
                .withMessageContaining("KEAP_SINK_BASE_URL and KEAP_SINK_TOKEN_URL");
        assertThatExceptionOfType(RefreshFailed.class).isThrownBy(bench::run).withMessageContaining("issued just now");
        assertThat(bench.keap.tokenCalls()).hasSize(1);
        assertThat(bench.isAlive()).isTrue();
    }

    @Test
    void whatPassesByItselfIsNoAlarm() {
        bench.time.advance(Duration.ofHours(19));
        bench.store.failReads(2, CredentialUnreadable.forNow("Parameter Store could not be asked"));
        bench.store.refuseWrites(throttled);

        RefreshReport report = bench.run();

        assertThat(report.result()).isEqualTo(Result.postponed);
        assertThat(report.detail()).contains("ThrottlingException");
        assertThat(bench.keap.tokenCalls()).isEmpty();
    }

    @Test
    void aUserWithoutPermissionIsAnAlarm() {
        bench.keap.inject(Fault.error(403, "Forbidden").matching("GET", "/v2/oauth/connect/userinfo"));

        assertThatExceptionOfType(RefreshFailed.class).isThrownBy(bench::run).withMessageContaining("permission");
    }
}
