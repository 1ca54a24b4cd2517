package dev.keapsink.ledger;

import dev.keapsink.resilience.Deadline;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where entries are kept. All instances of the function share one, and whoever writes an entry has read it. Threadsafe. */
public interface LedgerStore {

    /** How many entries can be read at once; DynamoDB's own limit of a BatchGetItem. */
    int MOST_KEYS = 100;

    /**
     * Reads entries as they are now, not as they were a moment ago. One that has expired counts as absent.
     *
     * @throws LedgerUnreadable if nothing is heard of {@link #MOST_KEYS} of them, or of all if they are fewer
     */
    Entries read(Collection<LedgerKey> keys, Deadline deadline);

    /**
     * Stores an entry, if nobody has stored another one since this one was read.
     *
     * @param read the entry as it was read or stored before; null if there was none
     * @return nothing if it is stored now; otherwise what is there instead
     * @throws LedgerUnreadable if it may not have been stored; it may have, if the answer was lost
     */
    Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline);

    /**
     * What was read.
     *
     * @param found the entries of those keys that have one
     * @param unread the keys of which it is not known whether they have one, each with the reason
     */
    record Entries(Map<LedgerKey, LedgerEntry> found, Map<LedgerKey, LedgerUnreadable> unread) {

        /**
         * The entries, for a caller that needs to know of every key.
         *
         * @throws LedgerUnreadable if one could not be read
         */
        public Map<LedgerKey, LedgerEntry> all() {
            unread.values().stream().findFirst().ifPresent(reason -> {
                throw reason;
            });
            return found;
        }
    }

    /**
     * What stands in the way of an entry.
     *
     * @param entry what is stored; nothing if there is no entry any more
     */
    record Other(Optional<LedgerEntry> entry) {}
}
