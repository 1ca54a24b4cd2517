package dev.keapsink.resilience;

import java.util.List;
import java.util.function.Function;

/** Does the same work on many items at once and returns the results in the items' order. */
public interface Concurrency {

    /**
     * The results of the work, in the order of the items.
     *
     * @param work must not throw: a failure of an item is part of its result
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> work);
}
