package dev.keapsink.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The ledger of a deployment: where it is kept, how its entries are named, and for how long they are remembered. */
public final class Ledger {

    private static final int SHARES = 10_000;

    private final LedgerStore store;
    private final Optional<String> secret;
    private final Duration retention;
    private final Supplier<String> revisions;

    /**
     * @param secret keys the hashes; nothing for plain ones
     * @param retention how long an entry is remembered after it was stored
     * @param revisions makes one that no other entry has or had
     */
    public Ledger(LedgerStore store, Optional<String> secret, Duration retention, Supplier<String> revisions) {
        this.store = store;
        this.secret = secret;
        this.retention = retention;
        this.revisions = revisions;
    }

    public LedgerStore store() {
        return store;
    }

    /** The same ledger, kept in another store. */
    public Ledger in(LedgerStore other) {
        return new Ledger(other, secret, retention, revisions);
    }

    /** The names of the entries of one stream of one Keap account. */
    public LedgerKeys keys(String tenant, String stream) {
        return new LedgerKeys(secret, tenant, stream);
    }

    /** An entry as it is to be stored now. */
    public LedgerEntry stamped(LedgerEntry entry, Instant now) {
        return entry.stamped(revisions.get(), now, now.plus(retention));
    }

    /**
     * Until when a contact that is written now counts as it was written: the retention, but up to a fifth less, always the
     * same for one entry, so that contacts that were written on one day are not all written again on one day.
     */
    public Instant freshUntil(LedgerKey key, Instant now) {
        int share = Math.floorMod(key.value().hashCode(), SHARES);
        return now.plus(
                retention.minus(retention.dividedBy(5).multipliedBy(share).dividedBy(SHARES)));
    }

    /** What is stored to have no entry: it has expired by now. */
    public LedgerEntry nothing(Instant now) {
        return LedgerEntry.NONE.stamped(revisions.get(), now, now);
    }
}
