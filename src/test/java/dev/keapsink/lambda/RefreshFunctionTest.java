package dev.keapsink.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshFailed;
import dev.keapsink.grant.TokenEndpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.metrics.Metrics;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Lambda is told of a run, and what the log: whatever goes wrong, no token. */
class RefreshFunctionTest {

    private static final Grant ENDED = new Grant(
            new Client("kst-client", "kst-secret-client"), "kst-secret-access", "kst-secret-refresh", Instant.EPOCH);

    private static final String RENEWED =
            "{\"access_token\":\"kst-secret-access2\",\"refresh_token\":\"kst-secret-refresh2\",\"expires_in\":86400}";

    private final VirtualTime time = new VirtualTime();
    private final StoredCredential store = StoredCredential.of(ENDED);
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private int status = 200;
    private String answer = RENEWED;

    private RefreshFunction function() {
        TokenEndpoint tokens =
                new TokenEndpoint((header, form, timeout) -> new KeapReply(status, Map.of(), answer), time);
        Refresh refresh = new Refresh(store, tokens, deadline -> {}, new Backoff(() -> 0.5), time, time);
        return new RefreshFunction(
                refresh,
                () -> Deadline.in(Duration.ofMinutes(2), time),
                new Metrics(new PrintStream(metrics, true), "keap-sink", time));
    }

    /** All that leaves the function when it fails. */
    private String failure() {
        StringWriter text = new StringWriter();
        try (LogLines log = new LogLines()) {
            assertThatExceptionOfType(RefreshFailed.class)
                    .isThrownBy(() -> function().refresh())
                    .satisfies(failed -> failed.printStackTrace(new PrintWriter(text)));
            return text + metrics.toString(UTF_8) + log.all();
        }
    }

    @Test
    void aRenewalIsReportedWithoutTheTokens() {
        try (LogLines log = new LogLines()) {
            assertThat(function().refresh().toString() + log.all() + metrics.toString(UTF_8))
                    .contains("Refresh: refreshed", "\"Refreshes\":1")
                    .doesNotContain("kst-");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"kst-secret-refresh of kst-secret-client\"}",
                "401 | {\"error\":\"invalid_client\",\"error_description\":\"kst-secret-client\"}",
                "404 | <html>Basic kst-secret-client</html>",
                "500 | kst-secret-refresh",
                "200 | {\"access_token\":\"kst-secret-access2",
                "200 | {\"access_token\":\"kst-secret access2\",\"refresh_token\":\"kst-secret-refresh2\"}"
            })
    void whatTheTokenEndpointSaysIsNotRepeated(int itsStatus, String itsAnswer) {
        status = itsStatus;
        answer = itsAnswer;

        assertThat(failure()).contains("\"RefreshFailures\":1").doesNotContain("kst-");
    }

    private static Stream<Consumer<StoredCredential>> troubles() {
        return Stream.of(
                store -> store.put("{\"client_id\":\"kst-client\",\"refresh_token\":\"kst-secret-refresh\"}"),
                store -> store.put("{\"api_key\":\"kst-secret key\"}"),
                store -> store.put("kst-secret-refresh"),
                store -> store.failReads(99, CredentialUnreadable.forNow("It cannot be asked")),
                store -> store.refuseWrites(new CredentialUnwritable("It may not be written", false)),
                store -> store.failWrites(99, new CredentialUnwritable("It is down", true)));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aTroubleWithTheStoreIsReportedWithoutWhatIsInIt(Consumer<StoredCredential> trouble) {
        trouble.accept(store);

        assertThat(failure()).contains("Refresh failed: ").doesNotContain("kst-");
    }

    @Test
    void norIsAKeyThatKeapRefuses() {
        store.put("{\"api_key\":\"KeapAK-sesame\"}");
        Refresh refresh = new Refresh(
                store,
                new TokenEndpoint((header, form, timeout) -> new KeapReply(status, Map.of(), answer), time),
                deadline -> {
                    throw new KeapFailure.Misconfigured(store.remedy(store.credential()));
                },
                new Backoff(() -> 0.5),
                time,
                time);

        assertThatExceptionOfType(RefreshFailed.class)
                .isThrownBy(() -> refresh.run(Deadline.in(Duration.ofMinutes(2), time)))
                .withMessageContaining("api_key")
                .withMessageNotContaining("sesame");
    }
}
