package dev.keapsink.resilience;

import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.retry.AsyncDelay;
import io.smallrye.faulttolerance.core.retry.Retry;
import io.smallrye.faulttolerance.core.retry.SyncDelay;
import io.smallrye.faulttolerance.core.stopwatch.SystemStopwatch;
import io.smallrye.faulttolerance.core.util.ResultDecision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Makes a remote call with a few quick retries around a circuit breaker, on SmallRye Fault Tolerance's own strategies. They
 * are put together here rather than by annotations because whether a call may be repeated depends on the call and on the
 * time left. One guard is shared by all calls to the same server. Threadsafe.
 *
 * @param <V> what a call returns
 */
public final class Guard<V> {

    /** The queue is the patient retry; this one only bridges a hiccup. */
    private static final int MAX_RETRIES = 2;

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private static final Duration NO_LIMIT = Duration.ZERO;

    private final Backoff backoff;
    private final Sleeper sleeper;
    private final Circuit<V> circuit;

    public Guard(Backoff backoff, Sleeper sleeper, InstantSource clock) {
        this.backoff = backoff;
        this.sleeper = sleeper;
        this.circuit = new Circuit<>(clock);
    }

    /**
     * Makes the call.
     *
     * @throws CallFailure the last failure, when no retry is allowed or left
     * @throws CircuitOpen when nearly all of the last calls failed
     */
    public V call(Repeat repeat, Deadline deadline, Supplier<V> action) {
        Attempts attempts = new Attempts(repeat, deadline);
        FaultToleranceStrategy<V> retry = new Retry<>(
                circuit,
                "call",
                ResultDecision.ALWAYS_EXPECTED,
                failure -> !attempts.goOnAfter(failure),
                MAX_RETRIES,
                NO_LIMIT.toMillis(),
                () -> attempts,
                AsyncDelay.NONE,
                SystemStopwatch.INSTANCE,
                null);
        try {
            return retry.apply(new FaultToleranceContext<>(() -> Future.from(action::get), false))
                    .awaitBlocking();
        } catch (CircuitBreakerOpenException e) {
            throw circuit.turnedAway();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to repeat a call", e);
        } catch (Throwable e) {
            throw new IllegalStateException("A guarded call threw a checked exception", e);
        }
    }

    /** The attempts of one call: decides whether there is another and waits for it. Used by one thread. */
    private final class Attempts implements SyncDelay {
        private final Repeat repeat;
        private final Deadline deadline;
        private int made;
        private Duration delay = Duration.ZERO;

        Attempts(Repeat repeat, Deadline deadline) {
            this.repeat = repeat;
            this.deadline = deadline;
        }

        boolean goOnAfter(Throwable thrown) {
            made++;
            Throwable failure = thrown instanceof CircuitBreakerOpenException ? circuit.turnedAway() : thrown;
            delay = failure instanceof CallFailure call
                    ? call.retryAfter().orElseGet(() -> backoff.delay(FIRST_DELAY, made))
                    : Duration.ZERO;
            return RetryRule.allows(failure, repeat, delay, deadline);
        }

        @Override
        public void sleep(Throwable cause) throws InterruptedException {
            sleeper.sleep(delay);
        }
    }
}
