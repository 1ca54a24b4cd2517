package dev.keapsink.idempotency;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Entries;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.KnownIds;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The ids of one batch's references, read from the entries of their objects. An entry is read once. Threadsafe. */
final class EntryIds implements KnownIds {

    private final BatchLedger ledger;
    private final Concurrency concurrency;

    /** The id of each object that was asked for; empty if its entry has none. */
    private final Map<LedgerKey, Optional<Long>> known = new ConcurrentHashMap<>();

    private final Map<LedgerKey, LedgerUnavailable> unread = new ConcurrentHashMap<>();

    EntryIds(BatchLedger ledger, Concurrency concurrency) {
        this.ledger = ledger;
        this.concurrency = concurrency;
    }

    @Override
    public void read(ObjectType type, Collection<String> sourceKeys, Deadline deadline) {
        StreamKeys keys = ledger.keys(deadline);
        List<LedgerKey> missing = sourceKeys.stream()
                .map(sourceKey -> keys.of(type).ofKey(sourceKey))
                .distinct()
                .filter(key -> !known.containsKey(key))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try {
            Entries entries =
                    new LedgerReading(ledger.ledger().store(), keys.unusedKey(), concurrency).of(missing, deadline);
            unread.putAll(entries.unread());
            missing.stream()
                    .filter(key -> !entries.unread().containsKey(key))
                    .forEach(key -> known.put(key, id(entries.found().get(key))));
        } catch (LedgerUnavailable e) {
            missing.forEach(key -> unread.put(key, e));
        }
    }

    private static Optional<Long> id(@Nullable LedgerEntry entry) {
        return Optional.ofNullable(entry).map(LedgerEntry::keapId).filter(id -> id > 0);
    }

    @Override
    public Optional<Long> of(ObjectType type, String sourceKey, Deadline deadline) {
        LedgerKey key = ledger.keys(deadline).of(type).ofKey(sourceKey);
        if (!known.containsKey(key) && !unread.containsKey(key)) {
            read(type, List.of(sourceKey), deadline);
        }
        LedgerUnavailable reason = unread.get(key);
        if (reason != null) {
            throw BatchLedger.failure(reason);
        }
        return known.getOrDefault(key, Optional.empty());
    }
}
