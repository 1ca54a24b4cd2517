package dev.keapsink.incident;

import dev.keapsink.resilience.Concurrency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Works on so many items at once in virtual time, and starts them in their order. */
final class SimulatedConcurrency implements Concurrency {

    private final Scheduler scheduler;
    private final int atOnce;

    SimulatedConcurrency(Scheduler scheduler, int atOnce) {
        this.scheduler = scheduler;
        this.atOnce = atOnce;
    }

    @Override
    public <T, R> List<R> map(List<T> items, Function<T, R> work) {
        List<R> results = new ArrayList<>(Collections.nCopies(items.size(), null));
        AtomicInteger taken = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = taken.getAndIncrement(); i < items.size(); i = taken.getAndIncrement()) {
                results.set(i, work.apply(items.get(i)));
            }
        };
        Stream.generate(() -> scheduler.spawn(worker))
                .limit(Math.min(atOnce, items.size()))
                .toList()
                .forEach(SimulatedThread::join);
        return results;
    }
}
