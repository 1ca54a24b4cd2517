package dev.keapsink.resilience;

import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.Invocation;
import io.smallrye.faulttolerance.core.retry.AsyncDelay;
import io.smallrye.faulttolerance.core.retry.Retry;
import io.smallrye.faulttolerance.core.retry.SyncDelay;
import io.smallrye.faulttolerance.core.stopwatch.SystemStopwatch;
import io.smallrye.faulttolerance.core.util.ResultDecision;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes a remote call with a few quick retries, on SmallRye Fault Tolerance's own strategies. They are put together here
 * rather than by annotations because whether a call may be repeated depends on the call and on the time left. Threadsafe.
 */
public final class Guard {

    /** The queue is the patient retry; this one only bridges a hiccup. */
    private static final int MAX_RETRIES = 2;

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private static final Duration NO_LIMIT = Duration.ZERO;

    private final Backoff backoff;
    private final Sleeper sleeper;

    public Guard(Backoff backoff, Sleeper sleeper) {
        this.backoff = backoff;
        this.sleeper = sleeper;
    }

    /**
     * Makes the call.
     *
     * @throws CallFailure the last failure, when no retry is allowed or left
     */
    public <T> T call(Repeat repeat, Deadline deadline, Supplier<T> action) {
        Attempts attempts = new Attempts(repeat, deadline);
        FaultToleranceStrategy<T> retry = new Retry<>(
                Invocation.invocation(),
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

        boolean goOnAfter(Throwable failure) {
            made++;
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
