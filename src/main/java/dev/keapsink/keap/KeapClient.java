package dev.keapsink.keap;

import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.CircuitOpen;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The one place where a call to Keap is made: guarded, paced, timed and its reply classified. Threadsafe. */
public final class KeapClient {

    /** A server that objects to the rhythm this often objects to something else. */
    private static final int MAX_SPIKE_ARRESTS = 10;

    /** Once for the minute that is used up; a second time means that somebody else uses up the next one, too. */
    private static final int MAX_THROTTLES = 2;

    /** A call with less time than this would most likely be cut off unanswered, which is worse than not making it. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);

    private final Guard<KeapReply> guard;
    private final Pacer pacer;
    private final InstantSource clock;

    public KeapClient(Guard<KeapReply> guard, Pacer pacer, InstantSource clock) {
        this.guard = guard;
        this.pacer = pacer;
        this.clock = clock;
    }

    /**
     * Makes a call, outermost first: retry, then the circuit breaker, then waiting for a slot (and for another one when Keap
     * turned the call away at the door), then the call itself with its timeout.
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
        while (true) {
            Pacer.Departure departure =
                    pacer.await(call.deadline(), shorter(timeout, SHORTEST_CALL), spikeArrests + throttles > 0);
            try {
                return exchange(call, timeout, departure);
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
        KeapReply reply = reply(call.request().get(), timeLeft(call.deadline(), timeout));
        pacer.learn(departure, reply);
        ReplyClassifier.failure(reply, clock.instant()).ifPresent(failure -> {
            throw failure;
        });
        return reply;
    }

    private static KeapReply reply(Uni<Response> request, Duration timeout) {
        try (Response response = request.await().atMost(timeout)) {
            return new KeapReply(response.getStatus(), headers(response), body(response));
        } catch (TimeoutException e) {
            throw new KeapFailure.Unclear("Keap did not answer in time");
        } catch (RuntimeException e) {
            throw ReplyClassifier.failure(e);
        }
    }

    private static String body(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        return body == null ? "" : body;
    }

    private static Map<String, String> headers(Response response) {
        return response.getStringHeaders().entrySet().stream()
                .filter(header ->
                        !header.getValue().isEmpty() && header.getValue().getFirst() != null)
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().getFirst(),
                        (first, second) -> first));
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
