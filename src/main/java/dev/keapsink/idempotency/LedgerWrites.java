package dev.keapsink.idempotency;

import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Other;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of one batch, and tells an entry that the ledger refuses from a ledger that refuses all.
 * Threadsafe.
 */
final class LedgerWrites {

    private final Ledger ledger;
    private final LedgerKey unusedKey;

    /** Whether this batch has stored an entry, or could have. */
    private final AtomicBoolean storable = new AtomicBoolean();

    /**
     * @param unusedKey the key of no record
     */
    LedgerWrites(Ledger ledger, LedgerKey unusedKey) {
        this.ledger = ledger;
        this.unusedKey = unusedKey;
    }

    /**
     * Stores an entry unless another instance has stored one since this one was read.
     *
     * @return empty if it is stored now; otherwise the other entry
     * @throws LedgerUnavailable if it may not be stored; a failure that does not pass only if no entry can be stored
     */
    Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        try {
            Optional<Other> other = ledger.store().replace(key, read, next, deadline);
            storable.set(true);
            return other;
        } catch (LedgerUnavailable e) {
            throw e.isPassing() || !isStorable(deadline) ? e : e.ofOneEntry();
        }
    }

    /**
     * Whether the ledger can store entries at all. If this batch has stored none yet, a write to the unused key is
     * tried, whose condition never holds.
     */
    private boolean isStorable(Deadline deadline) {
        if (storable.get()) {
            return true;
        }
        LedgerEntry never = ledger.nothing();
        try {
            ledger.store().replace(unusedKey, never, never, deadline);
            storable.set(true);
            return true;
        } catch (LedgerUnavailable e) {
            // A passing failure is no evidence against all entries.
            return e.isPassing();
        }
    }
}
