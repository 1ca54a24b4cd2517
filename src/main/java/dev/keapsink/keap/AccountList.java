package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that an account has a list of, read when it is first needed and kept. What is not found in it is looked for
 * again, because somebody may just have added it, but at most once a minute. Threadsafe.
 */
public final class AccountList<T> {

    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Whoever has reason to doubt the list waits for an answer that is not older. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final Function<Deadline, T> reader;
    private final InstantSource clock;

    private T list;
    private Instant readAt = Instant.MIN;

    /**
     * @param empty what to search as long as nothing was read
     * @param reader reads the list; what it throws is not kept
     */
    public AccountList(T empty, Function<Deadline, T> reader, InstantSource clock) {
        this.list = empty;
        this.reader = reader;
        this.clock = clock;
    }

    /** What a search finds in the list, or in a newer one. */
    public synchronized <R> Optional<R> find(Function<T, Optional<R>> search, Deadline deadline) {
        Optional<R> found = search.apply(list);
        return found.isEmpty() && readIfOlderThan(FRESH, deadline) ? search.apply(list) : found;
    }

    /** The list, at most a few seconds old. */
    public synchronized T recent(Deadline deadline) {
        readIfOlderThan(RECENT, deadline);
        return list;
    }

    private boolean readIfOlderThan(Duration age, Deadline deadline) {
        if (!clock.instant().isAfter(readAt.plus(age))) {
            return false;
        }
        list = reader.apply(deadline);
        readAt = clock.instant();
        return true;
    }
}
