package dev.keapsink.keap;

import dev.keapsink.credential.Credential;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.Caller;
import dev.keapsink.resilience.CircuitOpen;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one place where a call to Keap is made: guarded, paced, timed and its reply classified. Threadsafe. */
public final class KeapClient {

    /** A server that objects to the rhythm this often objects to something else. */
    private static final int MAX_SPIKE_ARRESTS = 10;

    /** Once for the minute that is used up; a second time means that somebody else uses up the next one, too. */
    private static final int MAX_THROTTLES = 2;

    /** A call with less time than this would most likely be cut off unanswered, which is worse than not making it. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);

    /** A credential that was refused a moment ago is not accepted yet: replacing it takes a person longer. */
    private static final Duration FRESH_REFUSAL = Duration.ofMinutes(1);

    /** A credential that was let in so long ago is not refused for itself, as long as the account's own look-ups go through. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /** With every reply Keap says whose account it is about. */
    static final String TENANT = "x-keap-tenant-id";

    private final KeapTransport transport;
    private final Guard<KeapReply> guard;
    private final Pacer pacer;
    private final CredentialProvider credentialProvider;
    private final CallMeter meter;
    private final InstantSource clock;
    private final RecentSuccesses recentSuccesses;

    /** Whether one caller is asking if Keap still accepts the credential. */
    private final AtomicBoolean asking = new AtomicBoolean();

    /** How Keap refused the credential at the account's own look-ups; nothing if it has accepted it anywhere since. */
    private volatile @Nullable Refusal refusal;

    /** When Keap let the credential in last. */
    private volatile Instant letInAt = Instant.EPOCH;

    private record Refusal(Credential credential, KeapFailure.Misconfigured failure, Instant at) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "Refusal";
        }
    }

    public KeapClient(
            KeapTransport transport,
            Guard<KeapReply> guard,
            Pacer pacer,
            CredentialProvider credentialProvider,
            CallMeter meter,
            InstantSource clock) {
        this.transport = transport;
        this.guard = guard;
        this.pacer = pacer;
        this.credentialProvider = credentialProvider;
        this.meter = meter;
        this.clock = clock;
        this.recentSuccesses = new RecentSuccesses(clock);
    }

    /** What succeeded, so that what fails can be held against it. */
    public RecentSuccesses recentSuccesses() {
        return recentSuccesses;
    }

    /** Keap's answer makes sense: what the call was made for is done. */
    public void confirmed(Endpoint endpoint) {
        confirmed(Purpose.of(endpoint));
    }

    /** The same of a tag that was applied. */
    public void confirmed(Purpose purpose) {
        recentSuccesses.confirmed(purpose);
    }

    /**
     * Makes sure that Keap accepts the credential, once it has refused it: before the calls of a batch find out one by one. About
     * the same credential Keap is asked at most once a minute.
     *
     * @throws KeapFailure.Misconfigured if it still does not
     */
    public void requireAccepted(Deadline deadline, Duration timeout) {
        Refusal last = refusal;
        if (last == null) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(last.at().plus(FRESH_REFUSAL))
                && !credentialProvider.replaced(last.credential(), now, deadline)) {
            throw last.failure();
        }
        try {
            call(Call.ofAccount(deadline, WhoAmI.ME), timeout);
        } catch (KeapFailure.Answered e) {
            // Whatever else the credential may not do: it is let in.
            refusal = null;
        }
    }

    /**
     * Makes a call, outermost first: retry, then the circuit breaker, then waiting for a slot (and for another one when Keap
     * turned the call away at the door), then the call itself with its timeout. A credential that Keap refuses is looked for
     * again where it came from, and the call made anew if another one is there.
     *
     * @param timeout how long one attempt may take; shortened to what the deadline leaves
     * @return a 2xx
     * @throws KeapFailure for everything else
     */
    public KeapReply call(Call call, Duration timeout) {
        try {
            return guard.call(
                    new Caller(call.endpoint().service(), call.subject()),
                    call.idempotency(),
                    call.deadline(),
                    begins -> paced(call, timeout, begins));
        } catch (CircuitOpen e) {
            throw new KeapFailure.Unavailable(
                    "Keap failed at nearly every one of the last calls, so this one waits",
                    Progress.NOT_STARTED,
                    e.retryAfter().orElse(null));
        }
    }

    private KeapReply paced(Call call, Duration timeout, Runnable begins) {
        int spikeArrests = 0;
        int throttles = 0;
        boolean replaced = false;
        while (true) {
            Credential credential = credentialProvider.credential(call.deadline());
            pacer.keepTo(credentialProvider.limits());
            boolean again = replaced || spikeArrests + throttles > 0;
            Instant asked = clock.instant();
            Pacer.Departure departure = pacer.await(call.deadline(), shorter(timeout, SHORTEST_CALL), again);
            meter.waited(Duration.between(asked, departure.at()));
            begins.run();
            try {
                KeapReply reply = exchange(call, timeout, departure);
                refusal = null;
                letInAt = clock.instant();
                reply.header(TENANT).ifPresent(tenant -> credentialProvider.learn(credential, tenant, clock.instant()));
                return reply;
            } catch (KeapFailure.Misconfigured notLetIn) {
                replaced = !replaced
                        && notLetIn instanceof KeapFailure.Unauthorized
                        && credentialProvider.replaced(credential, departure.at(), call.deadline());
                if (!replaced) {
                    throw judged(call, timeout, notLetIn, credential, departure);
                }
            } catch (KeapFailure failure) {
                pacer.heed(departure, failure);
                spikeArrests += failure instanceof KeapFailure.SpikeArrest ? 1 : 0;
                throttles += failure instanceof KeapFailure.Throttled ? 1 : 0;
                boolean turnedAway =
                        failure instanceof KeapFailure.SpikeArrest || failure instanceof KeapFailure.Throttled;
                if (!turnedAway || spikeArrests == MAX_SPIKE_ARRESTS || throttles == MAX_THROTTLES) {
                    throw failure;
                }
            }
        }
    }

    /** Who is not let in (401, 402) is so everywhere, unless the account's own look-ups show that it is for this call alone. */
    private KeapFailure judged(
            Call call,
            Duration timeout,
            KeapFailure.Misconfigured notLetIn,
            Credential credential,
            Pacer.Departure departure) {
        if (isDoubtful(call) && isLetIn(call.deadline(), timeout)) {
            return new KeapFailure.Forbidden(
                    "%s; it accepts the credential elsewhere".formatted(notLetIn.getMessage()), call.purpose(), false);
        }
        KeapFailure.Misconfigured withRemedy =
                notLetIn instanceof KeapFailure.Unauthorized ? credentialProvider.refused(credential) : notLetIn;
        refusal = new Refusal(credential, withRemedy, clock.instant());
        pacer.heed(departure, withRemedy);
        return withRemedy;
    }

    /** Whether it is worth asking: not where the account itself was asked, and has let nobody in lately. */
    private boolean isDoubtful(Call call) {
        boolean own = call.endpoint() == Endpoint.ACCOUNT;
        boolean asks = call.request().equals(WhoAmI.ME);
        return refusal == null && !asks && (!own || clock.instant().isBefore(letInAt.plus(LATELY)));
    }

    /** Whether nothing speaks against it; while one caller asks, the others take the best for granted. */
    private boolean isLetIn(Deadline deadline, Duration timeout) {
        if (!asking.compareAndSet(false, true)) {
            return true;
        }
        try {
            Pacer.Departure departure = pacer.await(deadline, shorter(timeout, SHORTEST_CALL), true);
            exchange(Call.ofAccount(deadline, WhoAmI.ME), timeout, departure);
            return true;
        } catch (KeapFailure.Misconfigured e) {
            return false;
        } catch (KeapFailure e) {
            return true;
        } finally {
            asking.set(false);
        }
    }

    private KeapReply exchange(Call call, Duration timeout, Pacer.Departure departure) {
        KeapReply reply;
        try {
            reply = reply(call, timeout, departure);
        } finally {
            pacer.sent(departure);
        }
        Instant now = clock.instant();
        ReportedLimits reported = ReportedLimits.of(reply, now);
        meter.answered(reply, reported);
        pacer.learn(departure, reported);
        ReplyClassifier.failure(reply, call.purpose(), now).ifPresent(failure -> {
            throw failure;
        });
        return reply;
    }

    private KeapReply reply(Call call, Duration timeout, Pacer.Departure departure) {
        Duration left = timeLeft(call.deadline(), timeout);
        try {
            return transport.send(call.request(), left, () -> pacer.sent(departure));
        } catch (KeapFailure unanswered) {
            meter.unanswered();
            throw unanswered;
        }
    }

    private static Duration timeLeft(Deadline deadline, Duration timeout) {
        Duration left = shorter(timeout, deadline.left());
        if (!left.isPositive()) {
            throw new KeapFailure.OutOfTime();
        }
        return left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
