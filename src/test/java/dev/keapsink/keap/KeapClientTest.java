package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.Credentials;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.resilience.Repeat;
import dev.keapsink.support.StoredCredential;
import dev.keapsink.support.VirtualTime;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeapClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final String SPIKE_ARREST =
            "{\"fault\":{\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}";

    private static final Limits LIMITS = new Limits(10, 1000, 1);

    private final VirtualTime time = new VirtualTime();
    private final StoredCredential credential = StoredCredential.ofKey("KeapAK-1");
    private final Credentials credentials = credential.credentials(time);
    private final KeapClient client = new KeapClient(
            new Guard<>(new Backoff(() -> 0.5), time, time),
            new Pacer(LIMITS, time, time, () -> 0.5),
            new Access(credentials, any -> LIMITS, LIMITS),
            new CallMeter(),
            time);

    private int sent;

    /** Makes a call whose n-th attempt, counted from 1, is answered so. */
    private KeapReply call(Repeat repeat, IntFunction<Uni<Response>> answer) {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2), time);
        return client.call(
                new Call(repeat, deadline, () -> Uni.createFrom().deferred(() -> answer.apply(++sent))), TIMEOUT);
    }

    private static Uni<Response> reply(int status, String body) {
        return Uni.createFrom().item(() -> Response.status(status).entity(body).build());
    }

    private static Uni<Response> broken(Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    @Test
    void returnsA2xxWithItsHeadersInLowerCase() {
        KeapReply reply = call(
                Repeat.ONCE,
                n -> Uni.createFrom()
                        .item(() -> Response.status(201)
                                .header("X-Request-ID", "r1")
                                .header("X-Request-ID", "r2")
                                .entity("{\"id\":7}")
                                .build()));

        assertThat(reply).isEqualTo(new KeapReply(201, reply.headers(), "{\"id\":7}"));
        assertThat(reply.header("x-request-id")).hasValue("r1");
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void missingBodyIsEmpty() {
        assertThat(call(Repeat.ONCE, n -> Uni.createFrom().item(Response.noContent()::build))
                        .body())
                .isEmpty();
    }

    @Test
    void absorbsSpikeArrestsEvenOfACallThatMayBeMadeOnlyOnce() {
        KeapReply reply = call(Repeat.ONCE, n -> n < 10 ? reply(429, SPIKE_ARREST) : reply(200, "{}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(sent).isEqualTo(10);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(9 * 100));
    }

    @Test
    void givesUpOnEndlessSpikeArrests() {
        assertThatThrownBy(() -> call(Repeat.ONCE, n -> reply(429, SPIKE_ARREST)))
                .isInstanceOf(KeapFailure.SpikeArrest.class);
        assertThat(sent).isEqualTo(10);
    }

    @Test
    void spikeArrestsEndWithTheDeadline() {
        assertThatThrownBy(() -> client.call(
                        new Call(
                                Repeat.SAFE,
                                Deadline.in(Duration.ofMillis(1500), time),
                                () -> reply(429, SPIKE_ARREST)),
                        TIMEOUT))
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
    void repeatsByEvidence(Repeat repeat, int status, int attempts) {
        assertThatThrownBy(() -> call(repeat, n -> reply(status, ""))).isInstanceOf(KeapFailure.class);
        assertThat(sent).isEqualTo(attempts);
    }

    @Test
    void throttledCallIsMadeAgainInTheNextMinute() {
        time.advance(Duration.ofSeconds(10));
        assertThat(call(Repeat.ONCE, n -> n == 1 ? reply(429, "") : reply(200, ""))
                        .status())
                .isEqualTo(200);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(50), Duration.ofMillis(50_100));
    }

    @Test
    void callsNobodyWhileTheDayIsUsedUp() {
        Uni<Response> usedUp = Uni.createFrom()
                .item(() -> Response.status(429)
                        .header("x-keap-product-quota-available", "0")
                        .build());
        assertThatThrownBy(() -> call(Repeat.SAFE, n -> usedUp)).isInstanceOf(KeapFailure.QuotaUsedUp.class);
        assertThatThrownBy(() -> call(Repeat.SAFE, n -> usedUp)).isInstanceOf(KeapFailure.QuotaUsedUp.class);

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void refusedConnectionWasSurelyNotUsed() {
        assertThatThrownBy(() -> call(Repeat.ONCE, n -> broken(new ProcessingException(new ConnectException()))))
                .isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(sent).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"ONCE, 1", "IDEMPOTENT, 1", "SAFE, 3"})
    void brokenConnectionIsUnclear(Repeat repeat, int attempts) {
        assertThatThrownBy(() -> call(repeat, n -> broken(new ProcessingException(new IOException("reset")))))
                .isInstanceOf(KeapFailure.Unclear.class);
        assertThat(sent).isEqualTo(attempts);
    }

    @Test
    void checkedExceptionIsUnclearToo() {
        assertThatThrownBy(() -> call(Repeat.ONCE, n -> broken(new IOException("reset"))))
                .isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void unansweredCallIsUnclear() {
        assertThatThrownBy(() -> call(Repeat.IDEMPOTENT, n -> broken(new TimeoutException())))
                .isInstanceOf(KeapFailure.Unclear.class);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void missingResponseIsUnclear() {
        assertThatThrownBy(() -> call(Repeat.ONCE, n -> Uni.createFrom().nullItem()))
                .isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void waitsNoLongerThanTheTimeout() {
        Call never = new Call(
                Repeat.ONCE,
                Deadline.in(Duration.ofMinutes(2), time),
                () -> Uni.createFrom().nothing());

        assertThatThrownBy(() -> client.call(never, Duration.ofMillis(1))).isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void waitsNoLongerThanTheDeadlineLeaves() {
        NoAnswer never = new NoAnswer();
        Call call = new Call(Repeat.ONCE, Deadline.in(Duration.ofSeconds(15), time), () -> never);
        time.advance(Duration.ofMillis(2_500));

        assertThatThrownBy(() -> client.call(call, Duration.ofDays(1))).isInstanceOf(KeapFailure.Unclear.class);
        assertThat(never.awaited).containsExactly(Duration.ofMillis(12_500));
    }

    /** Is waited for in vain, in no time. */
    private static final class NoAnswer extends AbstractUni<Response> {
        private final List<Duration> awaited = new ArrayList<>();

        @Override
        public UniAwait<Response> await() {
            return new UniAwait<>(this, Context.empty()) {
                @Override
                public Response atMost(Duration timeout) {
                    awaited.add(timeout);
                    throw new TimeoutException();
                }
            };
        }

        @Override
        public void subscribe(UniSubscriber<? super Response> subscriber) {
            throw new UnsupportedOperationException("The client awaits its replies");
        }
    }

    @Test
    void sendsNothingWithLessThanASecondLeft() {
        Duration second = Duration.ofSeconds(1);
        Call call = new Call(Repeat.ONCE, Deadline.in(second.minusNanos(1), time), () -> reply(200, ""));
        assertThatThrownBy(() -> client.call(call, TIMEOUT)).isInstanceOf(KeapFailure.OutOfTime.class);

        Call inTime = new Call(Repeat.ONCE, Deadline.in(second, time), () -> reply(200, ""));
        assertThat(client.call(inTime, TIMEOUT).status()).isEqualTo(200);
    }

    @Test
    void aBugOfOursIsNotDressedUp() {
        IllegalStateException bug = new IllegalStateException();
        Call call = new Call(Repeat.SAFE, Deadline.in(TIMEOUT, time), () -> {
            throw bug;
        });

        assertThatThrownBy(() -> client.call(call, TIMEOUT)).isSameAs(bug);
    }

    @Test
    void callsNoMoreOnceKeapFailedAtNearlyEveryCall() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> call(Repeat.ONCE, n -> reply(502, "<html>Bad Gateway</html>")))
                    .isInstanceOf(KeapFailure.Unavailable.class);
        }

        assertThatThrownBy(() -> call(Repeat.SAFE, n -> reply(200, "{}")))
                .isInstanceOfSatisfying(KeapFailure.Unavailable.class, paused -> {
                    assertThat(paused.progress()).isEqualTo(KeapFailure.Progress.NOT_STARTED);
                    assertThat(paused.retryAfter())
                            .hasValueSatisfying(
                                    left -> assertThat(left).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15)));
                });
        assertThat(sent).isEqualTo(10);

        time.advance(Duration.ofSeconds(15));
        assertThat(call(Repeat.SAFE, n -> reply(200, "{}")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "405", "408", "409", "412", "415", "422"})
    void refusalsDoNotStopTheCalls(int status) {
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> call(Repeat.ONCE, n -> reply(status, "{}")))
                    .isInstanceOf(KeapFailure.class);
        }

        assertThat(call(Repeat.ONCE, n -> reply(200, "{}")).status()).isEqualTo(200);
    }

    @Test
    void spikeArrestsDoNotStopTheCalls() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> call(Repeat.ONCE, n -> reply(429, SPIKE_ARREST)))
                    .isInstanceOf(KeapFailure.SpikeArrest.class);
        }

        assertThat(call(Repeat.ONCE, n -> reply(200, "{}")).status()).isEqualTo(200);
    }

    @Test
    void everyReplyTeachesThePacer() {
        call(
                Repeat.ONCE,
                n -> Uni.createFrom()
                        .item(() -> Response.status(200)
                                .header("X-Keap-Product-Quota-Available", "0")
                                .build()));

        assertThatThrownBy(() -> call(Repeat.ONCE, n -> reply(200, "{}"))).isInstanceOf(KeapFailure.QuotaUsedUp.class);
        assertThat(sent).isEqualTo(1);
    }

    private KeapReply callWith(List<String> used, String accepted) {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2), time);
        return client.call(
                new Call(
                        Repeat.ONCE,
                        deadline,
                        () -> Uni.createFrom().item(() -> {
                            String key = credentials.current().secret();
                            used.add(key);
                            return Response.status(key.equals(accepted) ? 200 : 401)
                                    .build();
                        })),
                TIMEOUT);
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
        List<String> used = new ArrayList<>();
        Deadline soon = Deadline.in(Credentials.LONGEST_READ, time);

        assertThatThrownBy(() -> client.call(
                        new Call(
                                Repeat.ONCE,
                                soon,
                                () -> Uni.createFrom().item(() -> {
                                    used.add("sent");
                                    return Response.status(401).build();
                                })),
                        TIMEOUT))
                .isInstanceOf(KeapFailure.OutOfTime.class);
        assertThat(used).hasSize(1);
        assertThat(credential.reads()).as("at the start").isEqualTo(1);
    }
}
