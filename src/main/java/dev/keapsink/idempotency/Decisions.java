package dev.keapsink.idempotency;

import dev.keapsink.idempotency.Decision.Skipped;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.object.Change;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Version;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares records with what the ledger says was written before. Threadsafe. */
final class Decisions {

    /**
     * How long a change may wait for an unfinished write under another key. The record of that write comes again within
     * an hour, unless it ended in a queue that only a person redrives.
     */
    private static final Duration LONGEST_DOUBT = Duration.ofDays(1);

    private final ObjectWriter writer;
    private final Fingerprints fingerprints;

    Decisions(ObjectWriter writer, Fingerprints fingerprints) {
        this.writer = writer;
        this.fingerprints = fingerprints;
    }

    /** The part of a step that is still to be done. */
    Decision of(Step step, Optional<LedgerEntry> known, Instant now) {
        LedgerEntry entry = known.orElse(LedgerEntry.NONE);
        if (entry.isClaimed(now) || isInDoubt(step.change(), entry, now)) {
            return Decision.CLAIMED;
        }
        return step.change().isDelete() ? delete(step, entry) : upsert(step, entry);
    }

    /**
     * Whether an unfinished write may have created the object under another key, by which this change could not find
     * it. The record of that write comes again and finds the object first.
     */
    private boolean isInDoubt(Change change, LedgerEntry entry, Instant now) {
        Fingerprint begun = Fingerprint.of(entry.hash());
        return entry.keapId() == 0
                && entry.isClaimedSince(now.minus(LONGEST_DOUBT), now)
                && (begun.isSearched() || !change.key().by().isUpserted())
                && begun.isOfAnotherThan(fingerprints.of(change));
    }

    private Decision delete(Step step, LedgerEntry entry) {
        Optional<Effect> effect = isOlder(step.change().version(), entry)
                ? Optional.of(Effect.STALE)
                : Optional.of(Effect.UNCHANGED)
                        .filter(done -> entry.state() == State.REMOVED
                                && Objects.equals(step.change().version(), entry.version())
                                && isSame(step.change(), entry));
        return effect.map(skipped -> Decision.nothing(skipped(step.records(), skipped, entry)))
                .orElseGet(() -> Decision.toWrite(step));
    }

    private Decision upsert(Step step, LedgerEntry entry) {
        List<PlannedRecord> stale = new ArrayList<>();
        List<PlannedRecord> fresh = new ArrayList<>();
        LedgerEntry after = entry;
        for (PlannedRecord planned : step.records()) {
            (isStale(planned, after) ? stale : fresh).add(planned);
            after = after.after(planned.change().version());
        }
        List<Skipped> skipped = stale.stream()
                .map(planned -> new Skipped(planned, Effect.STALE, missing(planned, entry), entry.keapId()))
                .toList();
        if (fresh.isEmpty()) {
            return Decision.nothing(skipped);
        }
        Step left = stale.isEmpty() ? step : Step.of(fresh);
        if (!isUnchanged(left, entry)) {
            return new Decision(false, Optional.of(left), skipped);
        }
        return Decision.nothing(Stream.concat(
                        skipped.stream(),
                        fresh.stream()
                                .map(planned -> new Skipped(
                                        planned, Effect.UNCHANGED, missing(planned, entry), entry.keapId())))
                .toList());
    }

    private static List<Skipped> skipped(List<PlannedRecord> records, Effect effect, LedgerEntry entry) {
        return records.stream()
                .map(planned -> new Skipped(planned, effect, Set.of(), entry.keapId()))
                .toList();
    }

    /** The tags of a record that its object is not known to have. A removed object needs none. */
    private Set<Long> missing(PlannedRecord planned, LedgerEntry entry) {
        if (entry.state() == State.REMOVED) {
            return Set.of();
        }
        Set<Long> missing = new LinkedHashSet<>(writer.allTags(planned.change()));
        missing.removeAll(entry.tags());
        return missing;
    }

    /**
     * Whether a record is older than the entry. A removed object is brought back only by a later version than that of
     * its removal, or by a record without a version.
     */
    private static boolean isStale(PlannedRecord planned, LedgerEntry entry) {
        Version version = planned.change().version();
        return isOlder(version, entry)
                || (entry.state() == State.REMOVED
                        && version != null
                        && entry.version() != null
                        && version.compareTo(entry.version()) == 0);
    }

    private static boolean isOlder(@Nullable Version version, LedgerEntry entry) {
        return version != null && entry.version() != null && version.compareTo(entry.version()) < 0;
    }

    /** Whether the last record asks for what was written last, and covers all records before it. */
    private boolean isUnchanged(Step step, LedgerEntry entry) {
        Change last = step.records().getLast().change();
        return isSame(last, entry)
                && step.records().stream().allMatch(planned -> planned.change().isCoveredBy(last));
    }

    private boolean isSame(Change change, LedgerEntry entry) {
        return fingerprints.of(change).equals(Fingerprint.of(entry.hash()));
    }
}
