package dev.keapsink.idempotency;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerStore.Entries;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the entries of a batch, a hundred at a time. A hundred that cannot be read is divided into ten parts, and a
 * part that cannot be read into ten parts again. In the end an entry that DynamoDB refuses, or does not answer for,
 * stands alone. If all of the first reads fail, a read of an unused key tells whether the entries or the ledger are the
 * reason. Used once.
 */
final class LedgerReading {

    /**
     * An entry that hangs costs the others two such repetitions after the first call. DynamoDB normally answers in
     * milliseconds.
     */
    private static final Duration LONGEST_REPETITION = Duration.ofSeconds(1);

    private static final int PARTS = 10;

    private final LedgerStore store;
    private final LedgerKey unusedKey;
    private final Concurrency concurrency;
    private final Backstop backstop = new Backstop();
    private final Map<LedgerKey, LedgerEntry> found = new HashMap<>();
    private final Map<LedgerKey, LedgerUnavailable> unread = new HashMap<>();
    private boolean answered;

    /**
     * @param unusedKey the key of no record
     */
    LedgerReading(LedgerStore store, LedgerKey unusedKey, Concurrency concurrency) {
        this.store = store;
        this.unusedKey = unusedKey;
        this.concurrency = concurrency;
    }

    private sealed interface Answer {
        record Given(Entries entries) implements Answer {}

        record Failed(List<LedgerKey> keys, LedgerUnavailable reason) implements Answer {}
    }

    /**
     * Reads the entries of these keys.
     *
     * @throws LedgerUnavailable if neither any hundred nor the unused key can be read, so that the ledger is the reason
     */
    Entries of(List<LedgerKey> keys, Deadline deadline) {
        List<List<LedgerKey>> parts = cut(keys, LedgerStore.MOST_KEYS);
        boolean again = false;
        while (!parts.isEmpty()) {
            List<Answer.Failed> failed = failed(asked(parts, deadline, again));
            if (!answered && isOutage(deadline)) {
                throw failed.getFirst().reason();
            }
            parts = failed.stream().flatMap(part -> smaller(part).stream()).toList();
            again = true;
        }
        return new Entries(found, unread);
    }

    /** Whether even the unused key cannot be read, so that no particular entry is the reason. */
    private boolean isOutage(Deadline deadline) {
        return !failed(asked(List.of(List.of(unusedKey)), deadline, true)).isEmpty();
    }

    /** The smaller parts to read instead; none for an entry that failed alone. */
    private List<List<LedgerKey>> smaller(Answer.Failed part) {
        if (part.keys().size() == 1) {
            unread.put(part.keys().getFirst(), part.reason().ofOneEntry());
            return List.of();
        }
        return cut(part.keys(), Math.ceilDiv(part.keys().size(), PARTS));
    }

    private List<Answer> asked(List<List<LedgerKey>> parts, Deadline deadline, boolean again) {
        return concurrency.map(parts, part -> asked(part, again ? deadline.within(LONGEST_REPETITION) : deadline));
    }

    private Answer asked(List<LedgerKey> keys, Deadline deadline) {
        try {
            return new Answer.Given(store.read(keys, deadline));
        } catch (LedgerUnavailable e) {
            return new Answer.Failed(keys, e);
        } catch (Throwable e) {
            // The backstop of these keys: the others do not wait for the one that met the bug.
            backstop.stopped(e);
            return new Answer.Failed(keys, LedgerUnavailable.forNow("A bug in Keap Sink stopped a read of the ledger"));
        }
    }

    /** Keeps the entries that were read, and returns the parts that failed. */
    private List<Answer.Failed> failed(List<Answer> answers) {
        List<Answer.Failed> failed = new ArrayList<>();
        for (Answer answer : answers) {
            switch (answer) {
                case Answer.Given(Entries entries) -> {
                    answered = true;
                    found.putAll(entries.found());
                    unread.putAll(entries.unread());
                }
                case Answer.Failed part -> failed.add(part);
            }
        }
        return failed;
    }

    private static List<List<LedgerKey>> cut(List<LedgerKey> keys, int size) {
        List<List<LedgerKey>> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i += size) {
            parts.add(keys.subList(i, Math.min(i + size, keys.size())));
        }
        return parts;
    }
}
