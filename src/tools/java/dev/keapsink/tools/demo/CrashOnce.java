package dev.keapsink.tools.demo;

import dev.keapsink.tools.local.EventSource;
import dev.keapsink.tools.local.ExecutionEnvironment;
import dev.keapsink.tools.local.InvocationResult;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Kills one function process once, in the middle of an invocation. It chooses the first invocation that begins when the
 * crash is due, and lets it make some calls first. All environments of a run share one instance, which is thread-safe.
 */
final class CrashOnce {
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private final BooleanSupplier due;
    private final LongSupplier progress;
    private final AtomicLong callsBefore;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * Plans the crash.
     *
     * @param due whether enough messages are done for the crash
     * @param progress a count that grows with the function's calls
     * @param callsBefore how many calls the killed invocation may make first; half of them after each invocation that
     *     made fewer
     */
    CrashOnce(BooleanSupplier due, LongSupplier progress, long callsBefore) {
        this.due = due;
        this.progress = progress;
        this.callsBefore = new AtomicLong(callsBefore);
    }

    /** Wraps an environment, so that the crash may happen in it. */
    EventSource.Invoker wrap(ExecutionEnvironment environment) {
        return payload -> {
            environment.start();
            if (!due.getAsBoolean() || !taken.compareAndSet(false, true)) {
                return environment.invoke(payload);
            }
            CountDownLatch over = new CountDownLatch(1);
            Thread killer = Thread.startVirtualThread(() -> killAfterCalls(environment, over));
            try {
                InvocationResult result = environment.invoke(payload);
                boolean crashed = result instanceof InvocationResult.Crashed;
                if (!crashed) {
                    callsBefore.updateAndGet(calls -> Math.max(1, calls / 2));
                }
                taken.set(crashed);
                return result;
            } finally {
                over.countDown();
                killer.join();
            }
        };
    }

    private void killAfterCalls(ExecutionEnvironment environment, CountDownLatch over) {
        long enough = progress.getAsLong() + callsBefore.get();
        try {
            while (!over.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (progress.getAsLong() >= enough) {
                    environment.kill();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
