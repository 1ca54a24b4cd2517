package dev.keapsink.resilience;

import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a remote call with a few quick retries around a circuit breaker. SmallRye Fault Tolerance counts the retries
 * and makes them. Whether a call may be repeated depends on the call and on the time left, so each attempt decides that
 * itself. One guard is shared by all calls to the same server, with a circuit breaker for each of its services.
 * Threadsafe.
 *
 * @param <V> what a call returns
 */
public final class Guard<V> {

    /** The queue is the patient retry; this one only bridges a hiccup. */
    private static final int MAX_RETRIES = 2;

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private static final int NO_LIMIT = 0;

    private final Backoff backoff;
    private final Sleeper sleeper;
    private final InstantSource clock;
    private final TypedGuard<V> retries;
    private final Map<Object, Circuit> circuits = new ConcurrentHashMap<>();

    /**
     * One attempt at a call.
     *
     * @param <V> what it returns
     */
    @FunctionalInterface
    public interface Action<V> {
        /**
         * Makes the attempt.
         *
         * @param begins is run when the call itself begins, after any wait
         */
        V make(Runnable begins);
    }

    public Guard(Backoff backoff, Sleeper sleeper, InstantSource clock) {
        this.backoff = backoff;
        this.sleeper = sleeper;
        this.clock = clock;
        this.retries = retries();
    }

    /** The class of a guard's result matters to SmallRye only if the result is asynchronous. */
    @SuppressWarnings("unchecked")
    private TypedGuard<V> retries() {
        return (TypedGuard<V>) TypedGuard.create(Object.class)
                .withRetry()
                .maxRetries(MAX_RETRIES)
                .maxDuration(NO_LIMIT, ChronoUnit.MILLIS)
                .retryOn(Again.class)
                .withCustomBackoff()
                .strategy(() -> this::pause)
                .done()
                .done()
                .build();
    }

    /**
     * Waits before a retry through the sleeper, which tests replace. Returns 0, so that SmallRye does not wait as well.
     */
    private long pause(Throwable cause) {
        try {
            sleeper.sleep(((Again) cause).delay);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes the call. It is made again only while calls about other subjects succeed. Once calls about two subjects
     * have failed in a row, the queue is the better retry.
     *
     * @throws CallFailure the last failure, when no retry is allowed or left
     * @throws CircuitOpen when nearly all of the last calls failed
     */
    public V call(Caller caller, Idempotency idempotency, Deadline deadline, Action<V> action) {
        Circuit circuit = circuits.computeIfAbsent(caller.service(), service -> new Circuit(clock));
        Attempts attempts = new Attempts(circuit, caller.subject(), idempotency, deadline, action);
        try {
            return retries.call(attempts::make);
        } catch (Again last) {
            throw last.failure;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to repeat a call", e);
        }
    }

    /** The attempts of one call, each of which decides whether there may be another. Used by one thread. */
    private final class Attempts {
        private final Circuit circuit;
        private final Object subject;
        private final Idempotency idempotency;
        private final Deadline deadline;
        private final Action<V> action;
        private int made;
        private boolean turnedAway;
        private Instant begun = Instant.MIN;

        Attempts(Circuit circuit, Object subject, Idempotency idempotency, Deadline deadline, Action<V> action) {
            this.circuit = circuit;
            this.subject = subject;
            this.idempotency = idempotency;
            this.deadline = deadline;
            this.action = action;
        }

        V make() {
            made++;
            begins();
            try {
                return circuit.call(subject, turnedAway, () -> action.make(this::begins));
            } catch (CallFailure failure) {
                turnedAway = failure instanceof CircuitOpen;
                if (!turnedAway && circuit.isWidespread()) {
                    throw failure;
                }
                Duration took = Duration.between(begun, clock.instant());
                Duration delay = failure.retryAfter().orElseGet(() -> backoff.delay(FIRST_DELAY, made));
                throw RetryRule.allows(failure, took, idempotency, delay, deadline)
                        ? new Again(failure, delay)
                        : failure;
            }
        }

        private void begins() {
            begun = clock.instant();
        }
    }

    /** A failure after which the call may be made again. */
    private static final class Again extends RuntimeException {
        private final CallFailure failure;
        private final Duration delay;

        Again(CallFailure failure, Duration delay) {
            super(null, null, false, false);
            this.failure = failure;
            this.delay = delay;
        }
    }
}
