package dev.keapsink.simulator.memory;

import dev.keapsink.resilience.Concurrency;
import java.util.List;
import java.util.function.Function;

/** Works on one item after the other, so that a test on virtual time always takes the same course. */
public final class InOrder implements Concurrency {

    @Override
    public <T, R> List<R> map(List<T> items, Function<T, R> work) {
        return items.stream().map(work).toList();
    }
}
