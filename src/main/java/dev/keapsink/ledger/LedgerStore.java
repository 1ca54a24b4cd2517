package dev.keapsink.ledger;

import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the entries of a ledger. All instances of the function share one store, and each of them reads an entry before
 * it writes it. Threadsafe.
 */
public interface LedgerStore {

    /** The most entries in one read, which is DynamoDB's limit of a BatchGetItem. */
    int MOST_KEYS = 100;

    /**
     * The time by the store's clock. Instances write and judge the times in entries by it, because their own clocks may
     * differ.
     */
    Instant now();

    /**
     * Reads entries as they are now (a strongly consistent read). An expired entry counts as absent.
     *
     * @throws LedgerUnavailable if all entries of one request, up to {@link #MOST_KEYS}, cannot be read
     */
    Entries read(Collection<LedgerKey> keys, Deadline deadline);

    /**
     * Stores an entry, if no other one was stored since this one was read.
     *
     * @param read the entry as it was read or stored before; null if there was none
     * @return empty if the entry is stored now; otherwise the entry that is there instead
     * @throws LedgerUnavailable if the entry may not have been stored; if only the answer was lost, it was
     */
    Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline);

    /**
     * The result of a read.
     *
     * @param found the entries of those keys that have one
     * @param unread the keys whose entries could not be read, each with the reason
     */
    record Entries(Map<LedgerKey, LedgerEntry> found, Map<LedgerKey, LedgerUnavailable> unread) {

        /**
         * The entries, for a caller that needs the entry of every key.
         *
         * @throws LedgerUnavailable if one could not be read
         */
        public Map<LedgerKey, LedgerEntry> all() {
            unread.values().stream().findFirst().ifPresent(reason -> {
                throw reason;
            });
            return found;
        }
    }

    /**
     * The conflict that prevents a write.
     *
     * @param entry the entry that is stored; empty if there is none any more
     */
    record Other(Optional<LedgerEntry> entry) {}
}
