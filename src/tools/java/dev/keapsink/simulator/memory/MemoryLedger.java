package dev.keapsink.simulator.memory;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores the ledger in memory, in place of DynamoDB. A write compares the entry's revision, as DynamoDB does, and
 * entries expire. The store counts the calls that DynamoDB would take, and any call can be made to fail before or after
 * its effect. Threadsafe.
 */
public final class MemoryLedger implements LedgerStore {

    private final InstantSource clock;
    private final Map<String, LedgerEntry> entries = new TreeMap<>();

    private Consumer<Call> before = call -> {};
    private Consumer<Call> after = call -> {};
    private Predicate<LedgerKey> unreadable = key -> false;
    private int reads;
    private int writes;

    /** The operations of the store. */
    public enum Operation {
        /** {@link LedgerStore#read}. */
        READ,
        /** {@link LedgerStore#replace}. */
        REPLACE
    }

    /**
     * One call of the store.
     *
     * @param number counts the calls of its operation, from 1; a read of more than 100 keys counts as several
     * @param keys the keys of the entries it reads or writes
     */
    public record Call(Operation operation, int number, Set<LedgerKey> keys) {}

    /** An empty store, whose entries expire by this clock. */
    public MemoryLedger(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Runs a hook before each call, outside of any lock. If the hook throws, the call throws the same and has no
     * effect.
     */
    public void before(Consumer<Call> hook) {
        before = hook;
    }

    /**
     * Runs a hook after each call, outside of any lock. If the hook throws, the call throws the same after its effect.
     */
    public void after(Consumer<Call> hook) {
        after = hook;
    }

    /**
     * From now on these entries cannot be read. A read of such entries alone fails; another one reports them as unread.
     */
    public void unreadable(Predicate<LedgerKey> keys) {
        unreadable = keys;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
        Set<LedgerKey> asked = new LinkedHashSet<>(keys);
        if (asked.isEmpty()) {
            return new Entries(Map.of(), Map.of());
        }
        Call call = new Call(Operation.READ, countReads((asked.size() + MOST_KEYS - 1) / MOST_KEYS), asked);
        return during(call, deadline, () -> {
            LedgerUnavailable reason = LedgerUnavailable.forNow("The ledger did not give all entries in time");
            if (asked.stream().allMatch(unreadable)) {
                throw reason;
            }
            return new Entries(
                    asked.stream()
                            .filter(key -> !unreadable.test(key) && live(key) != null)
                            .collect(
                                    Collectors.toUnmodifiableMap(Function.identity(), key -> entries.get(key.value()))),
                    asked.stream().filter(unreadable).collect(Collectors.toUnmodifiableMap(key -> key, key -> reason)));
        });
    }

    @Override
    public Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        Call call = new Call(Operation.REPLACE, countWrite(), Set.of(key));
        return during(call, deadline, () -> {
            LedgerEntry there = entries.get(key.value());
            boolean isStored = there != null && there.revision().equals(next.revision());
            boolean isUnchanged = read == null
                    ? live(key) == null
                    : there != null && there.revision().equals(read.revision());
            if (isUnchanged) {
                entries.put(key.value(), asStored(next));
            }
            return isUnchanged || isStored ? Optional.empty() : Optional.of(new Other(Optional.ofNullable(live(key))));
        });
    }

    /** How many calls the reads so far took: one for up to a hundred keys. */
    public synchronized int reads() {
        return reads;
    }

    /** How many writes there were so far, including those that conflicted. */
    public synchronized int writes() {
        return writes;
    }

    /** The entries that are stored and have not expired, by key. */
    public synchronized Map<LedgerKey, LedgerEntry> entries() {
        return entries.keySet().stream()
                .map(LedgerKey::new)
                .filter(key -> live(key) != null)
                .collect(Collectors.toMap(Function.identity(), key -> entries.get(key.value())));
    }

    /** Removes an entry, as the ledger commands do that forget a person or reset a stream. */
    public synchronized void drop(LedgerKey key) {
        entries.remove(key.value());
    }

    private <T> T during(Call call, Deadline deadline, Supplier<T> effect) {
        before.accept(call);
        if (deadline.left().isZero()) {
            throw LedgerUnavailable.forNow("There was no time left for the ledger");
        }
        T result;
        synchronized (this) {
            result = effect.get();
        }
        after.accept(call);
        return result;
    }

    private synchronized int countReads(int calls) {
        reads += calls;
        return reads;
    }

    private synchronized int countWrite() {
        return ++writes;
    }

    private @Nullable LedgerEntry live(LedgerKey key) {
        LedgerEntry entry = entries.get(key.value());
        return entry == null || !clock.instant().isBefore(entry.expiresAt()) ? null : entry;
    }

    /** Rounds times down as the table stores them: to the millisecond, and the expiry to the second. */
    private static LedgerEntry asStored(LedgerEntry entry) {
        Instant until = entry.claimedUntil();
        return new LedgerEntry(
                entry.revision(),
                entry.state(),
                until == null ? null : until.truncatedTo(ChronoUnit.MILLIS),
                entry.keapId(),
                entry.version(),
                entry.hash(),
                entry.tags(),
                entry.outcome(),
                entry.at().truncatedTo(ChronoUnit.MILLIS),
                entry.freshUntil().truncatedTo(ChronoUnit.MILLIS),
                entry.expiresAt().truncatedTo(ChronoUnit.SECONDS),
                entry.doubt());
    }
}
