package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Entries;
import dev.keapsink.ledger.LedgerStore.Other;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.object.Change;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ledger entries of one batch's objects, as this batch knows them. They are read together and changed one by one.
 * Threadsafe.
 */
final class BatchEntries {

    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    private static final int MOST_ATTEMPTS = 3;

    private final Ledger ledger;
    private final StreamKeys keys;
    private final LedgerWrites writes;
    private final Map<LedgerKey, LedgerEntry> known = new ConcurrentHashMap<>();
    private final Map<LedgerKey, LedgerUnavailable> unread = new ConcurrentHashMap<>();
    private final AtomicBoolean logged = new AtomicBoolean();

    BatchEntries(Ledger ledger, StreamKeys keys) {
        this.ledger = ledger;
        this.keys = keys;
        this.writes = new LedgerWrites(ledger, keys.unusedKey());
    }

    /**
     * Reads the entries of these changes.
     *
     * @throws LedgerUnavailable if no entry can be read
     */
    void read(List<Change> changes, Concurrency concurrency, Deadline deadline) {
        List<LedgerKey> all = changes.stream().flatMap(this::needed).distinct().toList();
        Entries entries = new LedgerReading(ledger.store(), keys.unusedKey(), concurrency).of(all, deadline);
        known.putAll(entries.found());
        unread.putAll(entries.unread());
    }

    /**
     * Makes sure that the entries of a change could be read.
     *
     * @throws LedgerUnavailable if one could not
     */
    void requireRead(Change change) {
        if (unread.isEmpty()) {
            // This is the usual case, in which no key has to be hashed.
            return;
        }
        needed(change).map(unread::get).filter(Objects::nonNull).findFirst().ifPresent(reason -> {
            throw reason;
        });
    }

    private Stream<LedgerKey> needed(Change change) {
        return change.isDelete() ? Stream.of(key(change), ofObject(change)) : Stream.of(key(change));
    }

    /** The time by which entries are written and judged. */
    Instant now() {
        return ledger.now();
    }

    /** The key of a change's entry: by its source key, else by its object. */
    LedgerKey key(Change change) {
        return change.sourceKey() != null ? keys.of(change).ofKey(change.sourceKey()) : ofObject(change);
    }

    /** The key of the entry that a record of this object has without a source key. */
    private LedgerKey ofObject(Change change) {
        return keys.of(change).of(change.key().by().word(), change.key().parts());
    }

    /** The fingerprints of changes to the objects of these entries. */
    Fingerprints fingerprints(ObjectWriter writer) {
        return new Fingerprints(keys, writer);
    }

    /** The entry as it was last read or stored, or found when a store failed. */
    Optional<LedgerEntry> entry(LedgerKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /**
     * Stores an entry in the place of the one that was read.
     *
     * @return the stored entry; empty if another instance stored one first, which is the known entry from now on
     * @throws LedgerUnavailable if it may not be stored
     */
    Optional<LedgerEntry> store(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        LedgerEntry stamped = ledger.stamped(next, keys.areKept(key));
        return replace(key, read, stamped, deadline) ? Optional.of(stamped) : Optional.empty();
    }

    /** Until when an object that is written now need not be written again for a record that asks the same. */
    Instant freshUntil(LedgerKey key, Instant now) {
        return ledger.freshUntil(key, now);
    }

    /** Stores that there is no entry. */
    void clear(LedgerKey key, LedgerEntry read, Deadline deadline) {
        replace(key, read, ledger.nothing(), deadline);
    }

    /**
     * Changes the entry that this change's object has for records without a source key, if there is one. An instance
     * that has just claimed that entry will notice the change.
     *
     * @throws LedgerUnavailable if it may not be stored, or others keep storing theirs
     */
    void forgetObject(Change change, UnaryOperator<LedgerEntry> forgetting, Deadline deadline) {
        LedgerKey key = ofObject(change);
        if (key.equals(key(change))) {
            return;
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            LedgerEntry entry = known.get(key);
            boolean done = entry == null
                    ? replace(key, null, ledger.nothing(), deadline)
                    : store(key, entry, forgetting.apply(entry), deadline).isPresent();
            if (done) {
                return;
            }
        }
        throw LedgerUnavailable.forNow("Other instances are writing the %s that a record removes"
                .formatted(change.key().type().noun()));
    }

    private boolean replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        Optional<Other> other = writes.replace(key, read, next, deadline);
        if (other.isEmpty()) {
            if (next.isExpired(now())) {
                known.remove(key);
            } else {
                known.put(key, next);
            }
            return true;
        }
        other.get().entry().ifPresentOrElse(entry -> known.put(key, entry), () -> known.remove(key));
        return false;
    }

    /**
     * The failure of a record for which the ledger cannot be used. A passing one is logged here, once a batch; any
     * other is logged as a misconfiguration anyway.
     */
    KeapFailure failure(LedgerUnavailable e) {
        String sentence = String.valueOf(e.getMessage());
        if (e.isPassing() && logged.compareAndSet(false, true)) {
            LOG.warnf("%s. Records wait for the ledger.", sentence);
        }
        return BatchLedger.failure(e);
    }
}
