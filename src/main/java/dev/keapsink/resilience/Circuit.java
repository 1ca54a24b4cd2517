package dev.keapsink.resilience;

import dev.keapsink.resilience.CallFailure.Progress;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.Invocation;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerEvents.StateTransition;
import io.smallrye.faulttolerance.core.stopwatch.Stopwatch;
import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * SmallRye Fault Tolerance's circuit breaker on a clock of the caller's choice, together with how much longer it stays
 * open. Threadsafe.
 */
final class Circuit<V> implements FaultToleranceStrategy<V> {

    /** So few that one batch of a FIFO queue, which is ten messages, opens it. */
    private static final int CALLS_LOOKED_AT = 10;

    /** A few records in a row that the server stumbles over are no outage; in an outage every call fails. */
    private static final double FAILURE_RATIO = 0.8;

    static final Duration PAUSE = Duration.ofSeconds(15);

    private static final int TRIALS = 1;

    private final InstantSource clock;
    private final CircuitBreaker<V> breaker;
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
                stopwatch(clock),
                new NoTimer());
    }

    /**
     * Whether a failure speaks against the server. While one call tries whether an outage is over, a call that was not even
     * made proves nothing, so the pause goes on.
     */
    private boolean isFault(Throwable failure) {
        return failure instanceof CallFailure call
                && (call.passing()
                        || (call.progress() == Progress.NOT_STARTED
                                && breaker.currentState() == CircuitBreaker.STATE_HALF_OPEN));
    }

    @Override
    public Future<V> apply(FaultToleranceContext<V> call) {
        call.registerEventHandler(StateTransition.class, transition -> {
            if (transition == StateTransition.TO_OPEN) {
                openUntil = clock.instant().plus(PAUSE);
            }
        });
        return breaker.apply(call);
    }

    /** The failure of a call that it did not let pass. While one call tries whether the outage is over, the others wait. */
    CircuitOpen turnedAway() {
        Duration left = Duration.between(clock.instant(), openUntil);
        return new CircuitOpen(left.isPositive() ? left : null);
    }

    private static Stopwatch stopwatch(InstantSource clock) {
        return () -> {
            Instant start = clock.instant();
            return () -> Duration.between(start, clock.instant()).toMillis();
        };
    }

    /**
     * Without a timer the breaker asks its stopwatch at the next call whether its pause is over. In a function that is
     * frozen between invocations no timer would fire in time.
     */
    private static final class NoTimer implements Timer {
        @Override
        public int getId() {
            return 0;
        }

        @Override
        public TimerTask schedule(long delayInMillis, Runnable task) {
            return new Never();
        }

        @Override
        public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
            return new Never();
        }

        @Override
        public int countScheduledTasks() {
            return 0;
        }

        @Override
        public void shutdown() {}
    }

    private record Never() implements TimerTask {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean cancel() {
            return true;
        }
    }
}
