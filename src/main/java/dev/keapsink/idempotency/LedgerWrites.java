package dev.keapsink.idempotency;

import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Other;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Deadline;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The writes of one batch, which tell an entry that the ledger refuses from a ledger that refuses all. Threadsafe. */
final class LedgerWrites {

    private final Ledger ledger;
    private final LedgerKey nobody;

    /** Whether entries can be stored, as far as this batch has seen. */
    private final AtomicBoolean storable = new AtomicBoolean();

    /**
     * @param nobody no record's key
     */
    LedgerWrites(Ledger ledger, LedgerKey nobody) {
        this.ledger = ledger;
        this.nobody = nobody;
    }

    /**
     * Stores an entry, if nobody has stored another one since this one was read.
     *
     * @return nothing if it is stored now; otherwise what is there instead
     * @throws LedgerUnreadable if it may not be stored; one that does not pass only if no entry can be
     */
    Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        try {
            Optional<Other> other = ledger.store().replace(key, read, next, deadline);
            storable.set(true);
            return other;
        } catch (LedgerUnreadable e) {
            throw e.isPassing() || !isStorable(deadline) ? e : e.ofOneEntry();
        }
    }

    /** If nothing was stored yet, an entry of nobody's is tried, which would have to take the place of one that there never was. */
    private boolean isStorable(Deadline deadline) {
        if (storable.get()) {
            return true;
        }
        LedgerEntry never = ledger.nothing(deadline.clock().instant());
        try {
            ledger.store().replace(nobody, never, never, deadline);
            storable.set(true);
            return true;
        } catch (LedgerUnreadable e) {
            // What passes is no evidence against all.
            return e.isPassing();
        }
    }
}
