package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Something that an account has a list of, read when it is first needed and kept. What is not found in it is looked for
 * again, because it may just have been added, but at most once a minute. Threadsafe; no lock is held during a call.
 */
public final class AccountList<T> {

    /** How long it counts that something was looked for in vain. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    /** Whoever has reason to doubt the list gets one that is not older. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final String inWords;
    private final Function<Deadline, T> reader;
    private final ToLongFunction<T> size;
    private final InstantSource clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Snapshot<T> last;

    /**
     * @param size of the list as it was read last, which need not be this one
     * @param trusted whether what is not in the list may be taken for missing
     * @param reads how often the list was read up to then
     */
    private record Snapshot<T>(T list, long size, boolean trusted, Instant readAt, int reads) {}

    /**
     * @param inWords completes "the account's …"
     * @param empty what to search as long as nothing was read
     * @param size how many things are in a list
     * @param reader reads the list; what it throws is not kept
     */
    public AccountList(
            String inWords, T empty, ToLongFunction<T> size, Function<Deadline, T> reader, InstantSource clock) {
        this.last = new Snapshot<>(empty, 0, false, Instant.MIN, 0);
        this.inWords = inWords;
        this.size = size;
        this.reader = reader;
        this.clock = clock;
    }

    /** What is in it, as in "the account's tags". */
    public String inWords() {
        return inWords;
    }

    /** The list as it was read last. */
    public T known() {
        return last.list();
    }

    /** How often it was read. */
    public int reads() {
        return last.reads();
    }

    /** Whether what is not in it may be taken for missing: one list alone does not say that. */
    public boolean isEvidence() {
        Snapshot<T> list = last;
        return list.reads() > 1 && list.trusted();
    }

    /** Whether it was read a few seconds ago. */
    public boolean isRecent() {
        return !clock.instant().isAfter(last.readAt().plus(RECENT));
    }

    /**
     * How long it still is too early to read the list again for something that is not in it; zero if it is not, or the list is no
     * evidence.
     */
    public Duration fresh() {
        Duration left = Duration.between(clock.instant(), last.readAt().plus(FRESH));
        return last.reads() == 0 || !last.trusted() || left.isNegative() ? Duration.ZERO : left.plusNanos(1);
    }

    /** What a search finds in the list, or in a newer one. If that is no evidence of a miss, it is read once more. */
    public <R> Optional<R> find(Function<T, Optional<R>> search, Deadline deadline) {
        Optional<R> found = search.apply(known());
        if (found.isEmpty() && fresh().isZero()) {
            found = search.apply(read(deadline));
            found = found.isEmpty() && !isEvidence() ? search.apply(read(deadline)) : found;
        }
        return found;
    }

    /** The list, at most a few seconds old, unless another caller is just reading it. */
    public T recent(Deadline deadline) {
        if (!isRecent() && reading.compareAndSet(false, true)) {
            try {
                return read(deadline);
            } finally {
                reading.set(false);
            }
        }
        return known();
    }

    /** The same, read once more if it is no evidence of what is not in it. */
    public T certain(Deadline deadline) {
        T list = recent(deadline);
        return last.trusted() ? list : read(deadline);
    }

    /**
     * Reads the list anew. One that is empty, or shorter than the one before, may be Keap contradicting itself: until it comes a
     * second time the one before it counts.
     */
    public T read(Deadline deadline) {
        T list = reader.apply(deadline);
        Snapshot<T> before = last;
        long items = size.applyAsLong(list);
        boolean same = before.reads() > 0 && items == before.size();
        boolean trusted = same || (items > 0 && items >= size.applyAsLong(before.list()));
        last = new Snapshot<>(trusted ? list : before.list(), items, trusted, clock.instant(), before.reads() + 1);
        return last.list();
    }

    /** The same list with more of it, if only some of its pages were read so far. */
    public void goOn(T longer) {
        Snapshot<T> before = last;
        last = new Snapshot<>(longer, size.applyAsLong(longer), before.trusted(), clock.instant(), before.reads());
    }
}
