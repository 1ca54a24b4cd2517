package dev.keapsink.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The ledger of a deployment: its store, the names of its entries, and their retention. */
public final class Ledger {

    private static final int SHARES = 10_000;

    /** Longer than a source sends changes of one object. */
    private static final Duration KEPT = Duration.ofDays(3650);

    private final LedgerStore store;
    private final Optional<String> secret;
    private final Duration retention;
    private final Supplier<String> revisions;

    /**
     * @param secret keys the hashes; empty for plain hashes
     * @param retention how long an entry is remembered after it was stored, unless it is kept
     * @param revisions makes a revision that no other entry has or had
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

    /** The same ledger in another store. */
    public Ledger in(LedgerStore other) {
        return new Ledger(other, secret, retention, revisions);
    }

    /**
     * The names of the entries of one stream in one Keap account.
     *
     * @param tenant the Keap account
     */
    public LedgerKeys keys(String tenant, String stream) {
        return new LedgerKeys(secret, tenant, stream);
    }

    /** The time by the store's clock, by which all times in entries are written and judged. */
    public Instant now() {
        return store.now();
    }

    /**
     * An entry as it is to be stored now, with a new revision and a full retention.
     *
     * @param isKept whether the object would be created a second time if its entry were forgotten
     */
    public LedgerEntry stamped(LedgerEntry entry, boolean isKept) {
        Instant now = now();
        return entry.stamped(revisions.get(), now, now.plus(isKept ? KEPT : retention));
    }

    /**
     * Until when a contact that is written now counts as unchanged: the retention, less up to a fifth. The share is
     * always the same for one entry. Thus contacts that were written on one day are not all written again on one day.
     */
    public Instant freshUntil(LedgerKey key, Instant now) {
        int share = Math.floorMod(key.value().hashCode(), SHARES);
        return now.plus(
                retention.minus(retention.dividedBy(5).multipliedBy(share).dividedBy(SHARES)));
    }

    /** An entry that counts as absent once it is stored: it has expired by now. */
    public LedgerEntry nothing() {
        Instant now = now();
        return LedgerEntry.NONE.stamped(revisions.get(), now, now);
    }
}
