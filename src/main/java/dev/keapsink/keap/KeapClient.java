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

/** Makes every call to Keap: guarded, paced, timed, and with its reply classified. Threadsafe. */
public final class KeapClient {

    /** After so many spike arrests of one call the schedule cannot be the reason. */
    private static final int MAX_SPIKE_ARRESTS = 10;

    /** One for the minute that is used up. A second one means that another client uses up the next minute, too. */
    private static final int MAX_THROTTLES = 2;

    /** A call with less time than this would most likely be cut off unanswered, which is worse than not making it. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);

    /** A credential is not tried again for this long after a refusal: replacing it takes a person longer. */
    private static final Duration FRESH_REFUSAL = Duration.ofMinutes(1);

    /**
     * If Keap accepted the credential within this time, a refused look-up of the account may be a matter of that
     * look-up alone.
     */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /** The header in which every reply names the Keap account. */
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

    /** The refusal that holds for every call; null once Keap has accepted the credential at any call since. */
    private volatile @Nullable Refusal refusal;

    /** When Keap last accepted the credential. */
    private volatile Instant acceptedAt = Instant.EPOCH;

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

    /** The calls that succeeded lately, with which failures are compared. */
    public RecentSuccesses recentSuccesses() {
        return recentSuccesses;
    }

    /** Notes that the purpose of a call is fulfilled: its answer makes sense. */
    public void confirmed(Purpose purpose) {
        recentSuccesses.confirmed(purpose);
    }

    /**
     * Makes sure that Keap accepts the credential again, if it has refused it, before every call of a batch finds out
     * by itself. Keap is asked about one credential at most once a minute.
     *
     * @throws KeapFailure.Misconfigured if Keap still refuses it
     * @throws KeapFailure if Keap cannot be asked
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
            // Keap accepts the credential, even if it forbids this call.
            refusal = null;
        }
    }

    /**
     * Makes a call. Outermost is the retry, then the circuit breaker, then the wait for a slot, then the call itself
     * with its timeout. A call that Keap turned away waits for another slot. If Keap refuses the credential, its store
     * is read again, and the call is made anew with another credential.
     *
     * @param timeout how long one attempt may take; shortened to the time that the deadline leaves
     * @return a 2xx
     * @throws KeapFailure for everything else
     */
    public KeapReply call(Call call, Duration timeout) {
        try {
            return guard.call(
                    new Caller(call.purpose().service(), call.subject()),
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
                acceptedAt = clock.instant();
                reply.header(TENANT).ifPresent(tenant -> credentialProvider.learn(credential, tenant, clock.instant()));
                return reply;
            } catch (KeapFailure.Misconfigured notAccepted) {
                replaced = !replaced
                        && notAccepted instanceof KeapFailure.Unauthorized
                        && credentialProvider.replaced(credential, departure.at(), call.deadline());
                if (!replaced) {
                    throw classified(call, timeout, notAccepted, credential, departure);
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

    /**
     * The meaning of a refused credential (401, 402). It holds for every call, unless a look-up of the account shows
     * that only this call is refused.
     */
    private KeapFailure classified(
            Call call,
            Duration timeout,
            KeapFailure.Misconfigured notAccepted,
            Credential credential,
            Pacer.Departure departure) {
        if (isWorthAsking(call) && isAcceptedElsewhere(call.deadline(), timeout)) {
            return new KeapFailure.Forbidden(
                    "%s; it accepts the credential elsewhere".formatted(notAccepted.getMessage()),
                    call.purpose(),
                    false);
        }
        KeapFailure.Misconfigured withRemedy =
                notAccepted instanceof KeapFailure.Unauthorized ? credentialProvider.refused(credential) : notAccepted;
        refusal = new Refusal(credential, withRemedy, clock.instant());
        pacer.heed(departure, withRemedy);
        return withRemedy;
    }

    /**
     * Whether it is worth asking if Keap accepts the credential elsewhere. It is not after a refusal that holds
     * already, nor if this call is that very question. Nor is it for a look-up of the account, unless Keap accepted the
     * credential lately.
     */
    private boolean isWorthAsking(Call call) {
        boolean own = call.purpose().endpoint() == Endpoint.ACCOUNT;
        boolean asks = call.request().equals(WhoAmI.ME);
        return refusal == null && !asks && (!own || clock.instant().isBefore(acceptedAt.plus(LATELY)));
    }

    /**
     * Whether Keap accepts the credential elsewhere, or at least does not refuse it. While one caller asks, the others
     * assume that it does.
     */
    private boolean isAcceptedElsewhere(Deadline deadline, Duration timeout) {
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
