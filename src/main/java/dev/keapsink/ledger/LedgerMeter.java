package dev.keapsink.ledger;

import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the requests to a store, successful or not. Threadsafe. */
public final class LedgerMeter implements LedgerStore {

    private final LedgerStore store;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    public LedgerMeter(LedgerStore store) {
        this.store = store;
    }

    /**
     * The requests of a period.
     *
     * @param reads each of at most {@link LedgerStore#MOST_KEYS} entries
     * @param writes each of one entry
     */
    public record Reading(int reads, int writes) {}

    /** The requests since the last reading. */
    public Reading take() {
        return new Reading(reads.getAndSet(0), writes.getAndSet(0));
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
        reads.incrementAndGet();
        return store.read(keys, deadline);
    }

    @Override
    public Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        writes.incrementAndGet();
        return store.replace(key, read, next, deadline);
    }
}
