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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Makes a remote call with a few quick retries around a circuit breaker, on SmallRye Fault Tolerance's own strategies. They
 * are put together here rather than by annotations because whether a call may be repeated depends on the call and on the
 * time left. One guard is shared by all calls to the same server, with a circuit breaker for each of its services. Threadsafe.
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
    private final InstantSource clock;
    private final Map<Object, Circuit<V>> circuits = new ConcurrentHashMap<>();

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
         * @param begins to be told when the call itself begins, after whatever it had to wait for
         */
        V make(Runnable begins);
    }

    public Guard(Backoff backoff, Sleeper sleeper, InstantSource clock) {
        this.backoff = backoff;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Makes the call. It is made again only while calls about others succeed: when two fail one after the other, the queue is
     * the better retry.
     *
     * @throws CallFailure the last failure, when no retry is allowed or left
     * @throws CircuitOpen when nearly all of the last calls failed
     */
    public V call(Caller caller, Repeat repeat, Deadline deadline, Action<V> action) {
        Circuit<V> circuit = circuits.computeIfAbsent(caller.service(), service -> new Circuit<>(clock));
        Attempts attempts = new Attempts(circuit, caller.subject(), repeat, deadline);
        FaultToleranceStrategy<V> retry = new Retry<>(
                attempt -> circuit.apply(caller.subject(), attempts.wasTurnedAway(), attempt),
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
            return retry.apply(new FaultToleranceContext<>(() -> Future.from(() -> attempts.make(action)), false))
                    .awaitBlocking();
        } catch (CircuitBreakerOpenException e) {
            throw circuit.turnedAway(caller.subject());
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
        private final Circuit<V> circuit;
        private final Object subject;
        private final Repeat repeat;
        private final Deadline deadline;
        private int made;
        private boolean turnedAway;
        private Instant begun = Instant.MIN;
        private Duration delay = Duration.ZERO;

        Attempts(Circuit<V> circuit, Object subject, Repeat repeat, Deadline deadline) {
            this.circuit = circuit;
            this.subject = subject;
            this.repeat = repeat;
            this.deadline = deadline;
        }

        V make(Action<V> action) {
            begins();
            return action.make(this::begins);
        }

        boolean wasTurnedAway() {
            return turnedAway;
        }

        private void begins() {
            begun = clock.instant();
        }

        boolean goOnAfter(Throwable thrown) {
            made++;
            turnedAway = thrown instanceof CircuitBreakerOpenException;
            if (turnedAway) {
                return goOnAfter(circuit.turnedAway(subject), Duration.ZERO);
            }
            return !circuit.isWidespread() && goOnAfter(thrown, Duration.between(begun, clock.instant()));
        }

        private boolean goOnAfter(Throwable failure, Duration took) {
            delay = failure instanceof CallFailure call
                    ? call.retryAfter().orElseGet(() -> backoff.delay(FIRST_DELAY, made))
                    : Duration.ZERO;
            return RetryRule.allows(failure, took, repeat, delay, deadline);
        }

        @Override
        public void sleep(Throwable cause) throws InterruptedException {
            sleeper.sleep(delay);
        }
    }
}
