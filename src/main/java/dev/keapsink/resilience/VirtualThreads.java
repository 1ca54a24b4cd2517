package dev.keapsink.resilience;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs each item on a virtual thread, with a bound on how many work at the same time. Results are collected from the
 * futures, in order. Nothing is appended to a shared list, which is how other batch libraries lose messages.
 * Threadsafe.
 */
public final class VirtualThreads implements Concurrency {

    private final int atOnce;

    public VirtualThreads(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("At least one item must be worked on at once");
        }
        this.atOnce = atOnce;
    }

    @Override
    public <T, R> List<R> map(List<T> items, Function<T, R> work) {
        if (items.isEmpty()) {
            return List.of();
        }
        // Fair, so that items start in their order: the oldest messages first.
        Semaphore permits = new Semaphore(atOnce, true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(items.stream()
                            .map(item -> bounded(permits, () -> work.apply(item)))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a batch was being written", e);
        }
    }

    private static <R> Callable<R> bounded(Semaphore permits, Callable<R> work) {
        return () -> {
            permits.acquire();
            try {
                return work.call();
            } finally {
                permits.release();
            }
        };
    }
}
