package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Something that an account has a list of, read when it is first needed and kept. What is not found in it is looked for
 * again, because it may just have been added, but at most once a minute. Threadsafe; no lock is held during a call.
 */
public final class AccountList<T> {

    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Whoever has reason to doubt the list gets one that is not older. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final Function<Deadline, T> reader;
    private final InstantSource clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Snapshot<T> last;

    /**
     * @param reads how often the list was read up to then
     */
    private record Snapshot<T>(T list, Instant readAt, int reads) {}

    /**
     * @param empty what to search as long as nothing was read
     * @param reader reads the list; what it throws is not kept
     */
    public AccountList(T empty, Function<Deadline, T> reader, InstantSource clock) {
        this.last = new Snapshot<>(empty, Instant.MIN, 0);
        this.reader = reader;
        this.clock = clock;
    }

    /** The list as it was read last. */
    public T known() {
        return last.list();
    }

    /** How often it was read. */
    public int reads() {
        return last.reads();
    }

    /** How long it still is too early to read the list again for something that is not in it; zero if it is not. */
    public Duration fresh() {
        Duration left = Duration.between(clock.instant(), last.readAt().plus(FRESH));
        return last.reads() == 0 || left.isNegative() ? Duration.ZERO : left.plusNanos(1);
    }

    /**
     * What a search finds in the list, or in a newer one. The first list that was ever read is no evidence of a miss, so that it
     * is read once more.
     */
    public <R> Optional<R> find(Function<T, Optional<R>> search, Deadline deadline) {
        Optional<R> found = search.apply(known());
        if (found.isEmpty() && fresh().isZero()) {
            boolean first = last.reads() == 0;
            found = search.apply(read(deadline));
            found = found.isEmpty() && first ? search.apply(read(deadline)) : found;
        }
        return found;
    }

    /** The list, at most a few seconds old, unless another caller is just reading it. */
    public T recent(Deadline deadline) {
        boolean old = clock.instant().isAfter(last.readAt().plus(RECENT));
        if (old && reading.compareAndSet(false, true)) {
            try {
                return read(deadline);
            } finally {
                reading.set(false);
            }
        }
        return known();
    }

    /** Reads the list anew. */
    public T read(Deadline deadline) {
        T list = reader.apply(deadline);
        last = new Snapshot<>(list, clock.instant(), last.reads() + 1);
        return list;
    }
}
