package dev.keapsink.resilience;

import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.Invocation;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerEvents.StateTransition;
import io.smallrye.faulttolerance.core.stopwatch.RunningStopwatch;
import io.smallrye.faulttolerance.core.stopwatch.Stopwatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * SmallRye Fault Tolerance's circuit breaker on a clock of the caller's choice, for calls of which some subjects always fail.
 * It counts what fails about different subjects, and before it stays open it lets a call about yet another one try. Threadsafe.
 *
 * @param <V> what a call returns
 */
final class Circuit<V> {

    /** So few that one batch of a FIFO queue, which is ten messages, opens it. */
    private static final int CALLS_LOOKED_AT = 7;

    /** Six of seven: in an outage every call fails. */
    private static final double FAILURE_RATIO = 0.85;

    /** While a success is no older, it speaks for the server. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /** So many failures in a row outweigh it: one producer's records, which come together and all fail, are no outage. */
    private static final int MANY = 23;

    static final Duration PAUSE = Duration.ofSeconds(15);

    /** So long others go first: what failed before would most likely fail again, and prolong the pause for all. */
    static final Duration GIVING_WAY = Duration.ofSeconds(1);

    private static final int TRIALS = 1;

    private final InstantSource clock;
    private final CircuitBreaker<V> breaker;
    private final Failing failing = new Failing();

    private volatile boolean closed = true;
    private volatile Instant succeededAt = Instant.MIN;
    private volatile Instant openedAt = Instant.MIN;
    private volatile Instant openUntil = Instant.MIN;

    Circuit(InstantSource clock) {
        this.clock = clock;
        this.breaker = new CircuitBreaker<>(
                Invocation.invocation(),
                "calls",
                failure -> !isFault(failure),
                PAUSE.toMillis(),
                CALLS_LOOKED_AT,
                FAILURE_RATIO,
                TRIALS,
                stopwatch(),
                new NoTimer());
    }

    /**
     * Whether a failure speaks against the server. While one call tries whether an outage is over, a call that was not even
     * made proves nothing, so the pause goes on.
     */
    private boolean isFault(Throwable failure) {
        return failure instanceof CallFailure call
                && (call.passing()
                        || (call.progress() == CallFailure.Progress.NOT_STARTED
                                && breaker.currentState() == CircuitBreaker.STATE_HALF_OPEN));
    }

    /**
     * Makes a call, unless the circuit is open; one about a subject that is known to fail is no evidence against the server.
     *
     * @param waited whether the call was turned away before, so that others have had their chance to try
     */
    Future<V> apply(Object subject, boolean waited, FaultToleranceContext<V> call) {
        if (closed && (failing.isByItself(subject) || isAcquitted())) {
            return observed(subject, Invocation.<V>invocation().apply(call));
        }
        boolean failedBefore = failing.isAny(subject);
        if (!closed && failedBefore && (!waited || clock.instant().isBefore(openedAt.plus(PAUSE)))) {
            return Future.ofError(new CircuitBreakerOpenException("A call about another subject tries first"));
        }
        call.registerEventHandler(StateTransition.class, transition -> heed(transition, failedBefore));
        return observed(subject, breaker.apply(call));
    }

    private boolean isAcquitted() {
        return failing.inARow() < MANY && clock.instant().isBefore(succeededAt.plus(LATELY));
    }

    private Future<V> observed(Object subject, Future<V> made) {
        Completer<V> result = Completer.create();
        made.then((value, failure) -> {
            note(subject, failure);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeWithError(failure);
            }
        });
        return result.future();
    }

    private void note(Object subject, @Nullable Throwable failure) {
        if (failure == null) {
            succeededAt = clock.instant();
            failing.succeeded(subject);
        } else if (failure instanceof CallFailure call && call.passing()) {
            failing.failed(subject);
        }
    }

    private void heed(StateTransition transition, boolean failedBefore) {
        switch (transition) {
            case TO_OPEN -> {
                openedAt = clock.instant();
                openUntil = closed ? openedAt : openedAt.plus(PAUSE);
                if (!closed && !failedBefore) {
                    failing.isTheServers();
                }
                closed = false;
            }
            case TO_HALF_OPEN -> {}
            case TO_CLOSED -> closed = true;
        }
    }

    /** Whether calls about others fail just as well, so that making one again would be in vain. */
    boolean isWidespread() {
        return failing.isWidespread();
    }

    /** The failure of a call that it did not let pass. While one call tries whether the outage is over, the others wait. */
    CircuitOpen turnedAway(Object subject) {
        Instant now = clock.instant();
        boolean failedBefore = failing.isAny(subject);
        Duration left = Duration.between(now, failedBefore ? openedAt.plus(PAUSE) : openUntil);
        if (left.isPositive()) {
            return new CircuitOpen(left);
        }
        return new CircuitOpen(failedBefore ? GIVING_WAY : null);
    }

    /** When the circuit opens, the next call is the trial at once; only when that one has failed, too, there is a pause. */
    private Stopwatch stopwatch() {
        return () -> {
            Instant start = closed ? clock.instant().minus(PAUSE) : clock.instant();
            RunningStopwatch running =
                    () -> Duration.between(start, clock.instant()).toMillis();
            return running;
        };
    }
}
