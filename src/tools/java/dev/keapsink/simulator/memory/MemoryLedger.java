package dev.keapsink.simulator.memory;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnreadable;
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
 * The ledger's store without DynamoDB: entries are compared and set by their revision, and expire. It counts the calls that
 * DynamoDB would take, and a test can have any of them fail before or after its effect. Threadsafe.
 */
public final class MemoryLedger implements LedgerStore {

    private final InstantSource clock;
    private final Map<String, LedgerEntry> entries = new TreeMap<>();

    private Consumer<Call> before = call -> {};
    private Consumer<Call> after = call -> {};
    private Predicate<LedgerKey> leftOut = key -> false;
    private int reads;
    private int writes;

    /** What is asked for. */
    public enum Operation {
        READ,
        REPLACE
    }

    /**
     * One call.
     *
     * @param number counts the calls of its operation, from 1
     * @param keys whose entries it is about
     */
    public record Call(Operation operation, int number, Set<LedgerKey> keys) {}

    public MemoryLedger(InstantSource clock) {
        this.clock = clock;
    }

    /** Has this run before each call, outside of any lock; what it throws, the call throws, without having had an effect. */
    public void before(Consumer<Call> hook) {
        before = hook;
    }

    /** Has this run after each call, outside of any lock; what it throws, the call throws, after it has had its effect. */
    public void after(Consumer<Call> hook) {
        after = hook;
    }

    /** From now on reads leave these out; a read of nothing else fails. */
    public void leavingOut(Predicate<LedgerKey> keys) {
        leftOut = keys;
    }

    @Override
    public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
        Set<LedgerKey> asked = new LinkedHashSet<>(keys);
        if (asked.isEmpty()) {
            return new Entries(Map.of(), Map.of());
        }
        Call call = new Call(Operation.READ, countReads((asked.size() + MOST_KEYS - 1) / MOST_KEYS), asked);
        return during(call, deadline, () -> {
            LedgerUnreadable reason = LedgerUnreadable.forNow("The ledger did not give all entries in time");
            if (asked.stream().allMatch(leftOut)) {
                throw reason;
            }
            return new Entries(
                    asked.stream()
                            .filter(key -> !leftOut.test(key) && live(key) != null)
                            .collect(
                                    Collectors.toUnmodifiableMap(Function.identity(), key -> entries.get(key.value()))),
                    asked.stream().filter(leftOut).collect(Collectors.toUnmodifiableMap(key -> key, key -> reason)));
        });
    }

    @Override
    public Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        Call call = new Call(Operation.REPLACE, countWrite(), Set.of(key));
        return during(call, deadline, () -> {
            LedgerEntry there = entries.get(key.value());
            boolean again = there != null && there.revision().equals(next.revision());
            boolean free = read == null
                    ? live(key) == null
                    : there != null && there.revision().equals(read.revision());
            if (free) {
                entries.put(key.value(), asStored(next));
            }
            return free || again ? Optional.empty() : Optional.of(new Other(Optional.ofNullable(live(key))));
        });
    }

    /** How many calls the reads so far were: one for each hundred keys. */
    public synchronized int reads() {
        return reads;
    }

    /** How many writes there were so far, refused ones among them. */
    public synchronized int writes() {
        return writes;
    }

    /** What is stored and has not expired, by key. */
    public synchronized Map<LedgerKey, LedgerEntry> entries() {
        return entries.keySet().stream()
                .map(LedgerKey::new)
                .filter(key -> live(key) != null)
                .collect(Collectors.toMap(Function.identity(), key -> entries.get(key.value())));
    }

    /** Drops an entry, as a person does who forgets somebody or resets a stream. */
    public synchronized void drop(LedgerKey key) {
        entries.remove(key.value());
    }

    private <T> T during(Call call, Deadline deadline, Supplier<T> effect) {
        before.accept(call);
        if (deadline.left().isZero()) {
            throw LedgerUnreadable.forNow("There was no time left for the ledger");
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

    /** As exact as the table: times to the millisecond, the expiry to the second. */
    private static LedgerEntry asStored(LedgerEntry entry) {
        Instant until = entry.writingUntil();
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
                entry.expiresAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
