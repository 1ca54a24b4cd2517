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
 * A list of the account, such as its tags. It is read when it is first needed, and kept. For an item that is not in it
 * the list is read again, at most once a minute, because the item may just have been added. Threadsafe; no lock is held
 * during a call.
 */
public final class AccountList<T> {

    /** How long an item that was not found counts as missing. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    /** A list up to this age is recent enough for a caller that doubts it. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final String inWords;
    private final Function<Deadline, T> reader;
    private final ToLongFunction<T> size;
    private final InstantSource clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Snapshot<T> last;

    /**
     * @param list the last list that was trusted
     * @param size of the list as it was read last, which may be another one
     * @param trusted whether an item that is not in the list may be taken for missing
     * @param reads how often the list had been read by then
     */
    private record Snapshot<T>(T list, long size, boolean trusted, Instant readAt, int reads) {}

    /**
     * @param inWords completes "the account's …"
     * @param empty the list to search before the first reading
     * @param size counts the items of a list
     * @param reader reads the list; a failure is not kept
     */
    public AccountList(
            String inWords, T empty, ToLongFunction<T> size, Function<Deadline, T> reader, InstantSource clock) {
        this.last = new Snapshot<>(empty, 0, false, Instant.MIN, 0);
        this.inWords = inWords;
        this.size = size;
        this.reader = reader;
        this.clock = clock;
    }

    /** The name of its items, as in "the account's tags". */
    public String inWords() {
        return inWords;
    }

    /** The list as it was read last, or the one before it if that is not trusted. */
    public T known() {
        return last.list();
    }

    /** How often the list was read. */
    public int reads() {
        return last.reads();
    }

    /** Whether an item that is not in the list may be taken for missing; one reading alone does not show that. */
    public boolean isEvidence() {
        Snapshot<T> snapshot = last;
        return snapshot.reads() > 1 && snapshot.trusted();
    }

    /** Whether the list was read within the last few seconds. */
    public boolean isRecent() {
        return !clock.instant().isAfter(last.readAt().plus(RECENT));
    }

    /**
     * How long it is still too early to read the list again for an item that is not in it. Zero if it may be read now,
     * or if the list is no evidence.
     */
    public Duration fresh() {
        Duration left = Duration.between(clock.instant(), last.readAt().plus(FRESH));
        return last.reads() == 0 || !last.trusted() || left.isNegative() ? Duration.ZERO : left.plusNanos(1);
    }

    /**
     * Searches the list and, if that finds nothing, a newer one. The list is read once more if the newer one is no
     * evidence of a miss.
     *
     * @throws KeapFailure if the list cannot be read
     */
    public <R> Optional<R> find(Function<T, Optional<R>> search, Deadline deadline) {
        Optional<R> found = search.apply(known());
        if (found.isEmpty() && fresh().isZero()) {
            found = search.apply(read(deadline));
            found = found.isEmpty() && !isEvidence() ? search.apply(read(deadline)) : found;
        }
        return found;
    }

    /** The list, at most a few seconds old, unless another caller is reading it at this moment. */
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

    /** The recent list, read once more if it is no evidence of a missing item. */
    public T certain(Deadline deadline) {
        T list = recent(deadline);
        return last.trusted() ? list : read(deadline);
    }

    /**
     * Reads the list anew. An empty list, or one shorter than before, may be an error of Keap's. Until it comes a
     * second time the list before it counts.
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

    /** Replaces the list with a longer one, after more of its pages were read. */
    public void goOn(T longer) {
        Snapshot<T> before = last;
        last = new Snapshot<>(longer, size.applyAsLong(longer), before.trusted(), clock.instant(), before.reads());
    }
}
