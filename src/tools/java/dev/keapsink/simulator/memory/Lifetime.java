package dev.keapsink.simulator.memory;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that a process makes before it is killed. Until {@link #endAfter} it lives for ever. Threadsafe. */
final class Lifetime {

    private int left = Integer.MAX_VALUE;

    /** Lets so many more calls leave the process, to Keap and to the ledger together. */
    synchronized void endAfter(int calls) {
        left = calls;
    }

    /** Counts a call; false if the process is dead, so that the call does not leave it. */
    synchronized boolean outlives() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** The same store, as far as it is reached before the end. */
    LedgerStore reaching(LedgerStore store) {
        return new LedgerStore() {
            @Override
            public Instant now() {
                return store.now();
            }

            @Override
            public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
                require();
                return store.read(keys, deadline);
            }

            @Override
            public Optional<Other> replace(
                    LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
                require();
                return store.replace(key, read, next, deadline);
            }
        };
    }

    private void require() {
        if (!outlives()) {
            throw LedgerUnavailable.forNow("The process is gone");
        }
    }
}
