package dev.keapsink.resilience;

import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.util.concurrent.Executor;

/**
 * Without a timer the circuit breaker asks its stopwatch at the next call whether its pause is over. In a function that is
 * frozen between invocations no timer would fire in time.
 */
final class NoTimer implements Timer {

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
