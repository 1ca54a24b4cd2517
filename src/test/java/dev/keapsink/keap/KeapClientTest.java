package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.Credentials;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.resilience.Idempotency;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeapClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final String SPIKE_ARREST =
            "{\"fault\":{\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}";

    private static final CallLimits LIMITS = new CallLimits(10, 1000, 1);

    private final VirtualTime time = new VirtualTime();
    private final StoredCredential credential = StoredCredential.ofKey("KeapAK-1");
    private final Credentials credentials = credential.credentials(time);
    private final KeapClient client = new KeapClient(
            this::answer,
            new Guard<>(new Backoff(() -> 0.5), time, time),
            new Pacer(LIMITS, time, time, () -> 0.5),
            new CredentialProvider(credentials, any -> LIMITS, LIMITS),
            new CallMeter(),
            time);

    private final List<Duration> timeouts = new ArrayList<>();
    private IntFunction<KeapReply> answers = n -> reply(200, "");
    private int sent;
    private int subject;

    private KeapReply answer(ApiCall<?> call, Duration timeout, Runnable leaves) {
        timeouts.add(timeout);
        return answers.apply(++sent);
    }

    /** Makes a call whose n-th attempt, counted from 1, is answered so. */
    private KeapReply call(Idempotency idempotency, IntFunction<KeapReply> answer) {
        return call(idempotency, Duration.ofMinutes(2), answer);
    }

    private KeapReply call(Idempotency idempotency, Duration left, IntFunction<KeapReply> answer) {
        answers = answer;
        return client.call(
                new Call(
                        Purpose.of(Endpoint.ACCOUNT),
                        ++subject,
                        idempotency,
                        Deadline.in(left, time),
                        new ApiCall<>(UserApi.class, UserApi::meV1)),
                TIMEOUT);
    }

    private static KeapReply reply(int status, String body) {
        return new KeapReply(status, Map.of(), body);
    }

    @Test
    void returnsA2xxAsItCame() {
        KeapReply reply = reply(201, "{\"id\":7}");

        assertThat(call(Idempotency.ONCE, n -> reply)).isSameAs(reply);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void absorbsSpikeArrestsEvenOfACallThatMayBeMadeOnlyOnce() {
        KeapReply reply = call(Idempotency.ONCE, n -> n < 10 ? reply(429, SPIKE_ARREST) : reply(200, "{}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(sent).isEqualTo(10);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(9 * 100));
    }

    @Test
    void givesUpOnEndlessSpikeArrests() {
        assertThatThrownBy(() -> call(Idempotency.ONCE, n -> reply(429, SPIKE_ARREST)))
                .isInstanceOf(KeapFailure.SpikeArrest.class);
        assertThat(sent).isEqualTo(10);
    }

    @Test
    void spikeArrestsEndWithTheDeadline() {
        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofMillis(1500), n -> reply(429, SPIKE_ARREST)))
                .isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(time.slept()).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "SAFE, 500, 3",
        "IDEMPOTENT, 500, 1",
        "ONCE, 500, 1",
        "IDEMPOTENT, 503, 3",
        "IDEMPOTENT, 502, 1",
        "SAFE, 502, 3",
        "IDEMPOTENT, 504, 1",
        "SAFE, 504, 3",
        "SAFE, 400, 1",
        "SAFE, 401, 1",
        "SAFE, 403, 1",
        "SAFE, 404, 1"
    })
    void repeatsByEvidence(Idempotency idempotency, int status, int attempts) {
        assertThatThrownBy(() -> call(idempotency, n -> reply(status, ""))).isInstanceOf(KeapFailure.class);
        assertThat(sent).isEqualTo(attempts);
    }

    @Test
    void throttledCallIsMadeAgainInTheNextMinute() {
        time.advance(Duration.ofSeconds(10));
        assertThat(call(Idempotency.ONCE, n -> n == 1 ? reply(429, "") : reply(200, ""))
                        .status())
                .isEqualTo(200);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(50), Duration.ofMillis(50_100));
    }

    @Test
    void callsNobodyWhileTheDayIsUsedUp() {
        KeapReply usedUp = new KeapReply(429, Map.of("x-keap-product-quota-available", "0"), "");
        assertThatThrownBy(() -> call(Idempotency.SAFE, n -> usedUp)).isInstanceOf(KeapFailure.QuotaUsedUp.class);
        assertThatThrownBy(() -> call(Idempotency.SAFE, n -> usedUp)).isInstanceOf(KeapFailure.QuotaUsedUp.class);

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void requestThatSurelyWasNotSentIsRepeated() {
        assertThatThrownBy(() -> call(Idempotency.ONCE, n -> {
                    throw ReplyClassifier.notReached(new ConnectException());
                }))
                .isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(sent).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"ONCE, 1", "IDEMPOTENT, 1", "SAFE, 3"})
    void requestWithoutAnAnswerIsRepeatedOnlyIfItIsSafe(Idempotency idempotency, int attempts) {
        assertThatThrownBy(() -> call(idempotency, n -> {
                    throw ReplyClassifier.notAnswered();
                }))
                .isInstanceOf(KeapFailure.Unclear.class);
        assertThat(sent).isEqualTo(attempts);
    }

    @Test
    void waitsNoLongerThanTheTimeoutNorThanTheDeadlineLeaves() {
        call(Idempotency.ONCE, Duration.ofMinutes(2), n -> reply(200, ""));
        call(Idempotency.ONCE, Duration.ofMillis(12_600), n -> reply(200, ""));

        assertThat(timeouts).containsExactly(TIMEOUT, Duration.ofMillis(12_500));
    }

    @Test
    void sendsNothingWithLessThanASecondLeft() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> call(Idempotency.ONCE, second.minusNanos(1), n -> reply(200, "")))
                .isInstanceOf(KeapFailure.OutOfTime.class);

        assertThat(call(Idempotency.ONCE, second, n -> reply(200, "")).status()).isEqualTo(200);
    }

    @Test
    void aBugOfOursIsNotDressedUp() {
        IllegalStateException bug = new IllegalStateException();

        assertThatThrownBy(() -> call(Idempotency.SAFE, n -> {
                    throw bug;
                }))
                .isSameAs(bug);
    }

    @Test
    void callsNoMoreOnceKeapFailedAtNearlyEveryCall() {
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> call(Idempotency.ONCE, n -> reply(502, "<html>Bad Gateway</html>")))
                    .isInstanceOf(KeapFailure.Unavailable.class);
        }

        assertThatThrownBy(() -> call(Idempotency.SAFE, n -> reply(200, "{}")))
                .isInstanceOfSatisfying(KeapFailure.Unavailable.class, paused -> {
                    assertThat(paused.progress()).isEqualTo(KeapFailure.Progress.NOT_STARTED);
                    assertThat(paused.retryAfter())
                            .hasValueSatisfying(
                                    left -> assertThat(left).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15)));
                });
        assertThat(sent).isEqualTo(8);

        time.advance(Duration.ofSeconds(15));
        assertThat(call(Idempotency.SAFE, n -> reply(200, "{}")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "405", "408", "409", "412", "415", "422"})
    void refusalsDoNotStopTheCalls(int status) {
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> call(Idempotency.ONCE, n -> reply(status, "{}")))
                    .isInstanceOf(KeapFailure.class);
        }

        assertThat(call(Idempotency.ONCE, n -> reply(200, "{}")).status()).isEqualTo(200);
    }

    @Test
    void spikeArrestsDoNotStopTheCalls() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> call(Idempotency.ONCE, n -> reply(429, SPIKE_ARREST)))
                    .isInstanceOf(KeapFailure.SpikeArrest.class);
        }

        assertThat(call(Idempotency.ONCE, n -> reply(200, "{}")).status()).isEqualTo(200);
    }

    @Test
    void everyReplyTeachesThePacer() {
        call(Idempotency.ONCE, n -> new KeapReply(200, Map.of("x-keap-product-quota-available", "0"), ""));

        assertThatThrownBy(() -> call(Idempotency.ONCE, n -> reply(200, "{}")))
                .isInstanceOf(KeapFailure.QuotaUsedUp.class);
        assertThat(sent).isEqualTo(1);
    }

    private KeapReply callWith(List<String> used, String accepted) {
        return call(Idempotency.ONCE, n -> {
            String key = credentials.current().secret();
            used.add(key);
            return reply(key.equals(accepted) ? 200 : 401, "");
        });
    }

    @Test
    void aKeyThatWasReplacedTakesEffectWithinOneFailedCall() {
        List<String> used = new ArrayList<>();
        time.advance(Duration.ofMinutes(5));
        credential.put("{\"api_key\":\"KeapAK-2\"}");

        callWith(used, "KeapAK-2");
        callWith(used, "KeapAK-2");

        assertThat(used).containsExactly("KeapAK-1", "KeapAK-2", "KeapAK-2");
    }

    @Test
    void aKeyThatIsStillTheSameIsMisconfigured() {
        List<String> used = new ArrayList<>();

        assertThatThrownBy(() -> callWith(used, "KeapAK-2"))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("Keap refused the API key (401); put a valid")
                .hasMessageContaining("the parameter /keap-sink/credentials");
        assertThat(used).containsExactly("KeapAK-1");
    }

    @Test
    void aServerThatRefusesEveryKeyIsNotAskedForEver() {
        List<String> used = new ArrayList<>();
        credential.onRead(n -> "{\"api_key\":\"KeapAK-%d\"}".formatted(n));
        time.advance(Duration.ofMinutes(5));

        assertThatThrownBy(() -> callWith(used, "none")).isInstanceOf(KeapFailure.Unauthorized.class);
        assertThat(used).containsExactly("KeapAK-1", "KeapAK-2");
    }

    @Test
    void aStoreThatCannotBeAskedForAnotherKeyIsUnavailableAndOneThatHasGarbageMisconfigured() {
        List<String> used = new ArrayList<>();
        time.advance(Duration.ofMinutes(5));
        credential.failReads(9, CredentialUnreadable.forNow("Parameter Store could not be asked"));
        assertThatThrownBy(() -> callWith(used, "KeapAK-2"))
                .isInstanceOf(KeapFailure.Unavailable.class)
                .hasMessageContaining("Parameter Store could not be asked");

        credential.failReads(-1, CredentialUnreadable.forNow(""));
        credential.put("garbage");
        time.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> callWith(used, "KeapAK-2"))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("is not a JSON object");
    }

    @Test
    void theDeadlineLeavesTimeForReadingTheKeyAnew() {
        assertThatThrownBy(() -> call(Idempotency.ONCE, Credentials.LONGEST_READ, n -> reply(401, "")))
                .isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(sent).isEqualTo(1);
        assertThat(credential.reads()).as("at the start").isEqualTo(1);
    }
}
