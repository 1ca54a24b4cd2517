package dev.keapsink.keap;

import dev.keapsink.credential.Credential;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.CircuitOpen;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The one place where a call to Keap is made: guarded, paced, timed and its reply classified. Threadsafe. */
public final class KeapClient {

    /** A server that objects to the rhythm this often objects to something else. */
    private static final int MAX_SPIKE_ARRESTS = 10;

    /** Once for the minute that is used up; a second time means that somebody else uses up the next one, too. */
    private static final int MAX_THROTTLES = 2;

    /** A call with less time than this would most likely be cut off unanswered, which is worse than not making it. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);

    /** With every reply Keap says whose account it is about. */
    static final String TENANT = "x-keap-tenant-id";

    private final KeapTransport transport;
    private final Guard<KeapReply> guard;
    private final Pacer pacer;
    private final Access access;
    private final CallMeter meter;
    private final InstantSource clock;

    public KeapClient(
            KeapTransport transport,
            Guard<KeapReply> guard,
            Pacer pacer,
            Access access,
            CallMeter meter,
            InstantSource clock) {
        this.transport = transport;
        this.guard = guard;
        this.pacer = pacer;
        this.access = access;
        this.meter = meter;
        this.clock = clock;
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
            return guard.call(call.repeat(), call.deadline(), () -> paced(call, timeout));
        } catch (CircuitOpen e) {
            throw new KeapFailure.Unavailable(
                    "Keap failed at nearly every one of the last calls, so this one waits",
                    Progress.NOT_STARTED,
                    e.retryAfter().orElse(null));
        }
    }

    private KeapReply paced(Call call, Duration timeout) {
        int spikeArrests = 0;
        int throttles = 0;
        boolean replaced = false;
        while (true) {
            Credential credential = access.credential(call.deadline());
            pacer.keepTo(access.limits());
            boolean again = replaced || spikeArrests + throttles > 0;
            Instant asked = clock.instant();
            Pacer.Departure departure = pacer.await(call.deadline(), shorter(timeout, SHORTEST_CALL), again);
            meter.waited(Duration.between(asked, departure.at()));
            try {
                KeapReply reply = exchange(call, timeout, departure);
                reply.header(TENANT).ifPresent(tenant -> access.learn(credential, tenant, clock.instant()));
                return reply;
            } catch (KeapFailure.Unauthorized refused) {
                replaced = !replaced && access.replaced(credential, departure.at(), call.deadline());
                if (!replaced) {
                    KeapFailure.Unauthorized withRemedy = access.refused(credential);
                    pacer.heed(departure, withRemedy);
                    throw withRemedy;
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
        ReplyClassifier.failure(reply, now).ifPresent(failure -> {
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
