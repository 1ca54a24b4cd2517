package dev.keapsink.idempotency;

import dev.keapsink.idempotency.Decision.Skipped;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.object.Change;
import dev.keapsink.object.Saved;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.PlannedRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the entry that is stored before an object is written, and the one that is stored afterwards. Threadsafe. */
final class EntryUpdates {

    private final ObjectWriter writer;
    private final BatchEntries entries;
    private final Fingerprints fingerprints;
    private final InstantSource clock;
    private final Doubts doubts;

    EntryUpdates(ObjectWriter writer, BatchEntries entries, Fingerprints fingerprints, InstantSource clock) {
        this.writer = writer;
        this.entries = entries;
        this.fingerprints = fingerprints;
        this.clock = clock;
        this.doubts = new Doubts(writer);
    }

    /**
     * An entry of an object that people may have changed since: the request and the tags are forgotten, the id and the
     * version stay.
     */
    static LedgerEntry aged(LedgerEntry entry) {
        return unclear(entry).tagged(Set.of());
    }

    private static LedgerEntry unclear(LedgerEntry entry) {
        return entry.of(entry.keapId(), Fingerprint.of(entry.hash()).unclear().text());
    }

    /** The entry of a claim that ends at this moment: the one to store before an object is written. */
    LedgerEntry claimed(LedgerEntry before, Decision decision, Instant now, Instant until) {
        LedgerEntry claimed = whileWritten(before, decision).writing(until);
        return decision.write()
                .map(step -> claimed.doubting(doubts.begun(step, before, now, until)))
                .orElse(claimed);
    }

    /**
     * The entry while an object is written. If the instance dies during the write, it is unknown whether the
     * request was carried out. After a removal it is also unknown which tags the object has. The entry still tells by
     * which key to find an object that the write may have created.
     */
    private LedgerEntry whileWritten(LedgerEntry before, Decision decision) {
        if (decision.write().isEmpty()) {
            return before;
        }
        Change change = decision.write().get().change();
        Fingerprint was = Fingerprint.of(before.hash());
        if (change.isDelete()) {
            // A removal creates no object that would have to be found.
            boolean begun = before.keapId() != 0 || before.claimedUntil() != null;
            return before.of(before.keapId(), begun ? was.unclear().text() : "").tagged(Set.of());
        }
        Fingerprint asked = fingerprints.of(change);
        Fingerprint meanwhile = before.keapId() == 0 ? asked.unclear() : was.becoming(asked);
        return before.of(before.keapId(), meanwhile.text());
    }

    /**
     * The entry to store once the object is written and tagged.
     *
     * @param results of the step's records, tags included
     * @return {@link LedgerEntry#NONE} if there is to be no entry; empty if the stored one has to stay, because it is
     *     unclear what Keap has done
     */
    Optional<LedgerEntry> afterwards(Claim claim, Map<Integer, Result> results) {
        LedgerEntry before = claim.before().orElse(LedgerEntry.NONE);
        boolean unclear = !doubts.isNothingBegun(claim)
                && claim.fresh().stream()
                        .anyMatch(planned -> isUnclear(claim.results().get(planned.index())));
        List<PlannedRecord> written = claim.fresh().stream()
                .filter(planned -> claim.results().get(planned.index()) instanceof Result.Untagged)
                .toList();
        if (claim.isOfDelete()) {
            return afterDelete(claim, results, unclear);
        }
        boolean isCreateLost = doubts.isCreateLost(claim);
        if (written.isEmpty() && (unclear || isCreateLost)) {
            return isCreateLost ? Optional.empty() : doubts.withoutCreate(claim, before);
        }
        LedgerEntry entry = written.isEmpty()
                ? afterTagging(claim, before, results).doubting(doubts.left(claim, before))
                : afterWrite(claim, before, written, results)
                        .doubting(isCreateLost ? claim.claimed().doubt() : null);
        // A call answered with a 503 may have been carried out in part.
        if (unclear || isAnyUnavailable(claim)) {
            entry = unclear(entry);
        }
        // A tag call that may still be under way must not come after another instance takes the tag off.
        return Optional.of(
                unclear || isTagUnclear(claim, results)
                        ? entry.writing(Objects.requireNonNull(claim.claimed().claimedUntil()))
                        : entry);
    }

    /**
     * The entry once its object is not known to exist any more, such as after a removal under a source key. The version
     * stays; the id, the request and the tags are forgotten.
     */
    static LedgerEntry withoutObject(LedgerEntry entry) {
        return entry.of(0, Fingerprint.of(entry.hash()).unclear().text()).tagged(Set.of());
    }

    private static boolean isTagUnclear(Claim claim, Map<Integer, Result> results) {
        return claim.results().entrySet().stream()
                .filter(result -> result.getValue() instanceof Result.Untagged)
                .anyMatch(result -> isUnclear(results.get(result.getKey())));
    }

    private Optional<LedgerEntry> afterDelete(Claim claim, Map<Integer, Result> results, boolean unclear) {
        LedgerEntry before = claim.before().orElse(LedgerEntry.NONE);
        PlannedRecord planned = claim.fresh().getFirst();
        if (effect(results.get(planned.index())).isEmpty()) {
            return unclear ? Optional.empty() : Optional.of(before.doubting(doubts.left(claim, before)));
        }
        String hash = fingerprints.of(planned.change()).text();
        return Optional.of(before.of(writer.deletes() ? 0 : before.keapId(), hash)
                .tagged(Set.of())
                .after(planned.change().version())
                .in(State.REMOVED)
                .doubting(null)
                .freshUntil(entries.freshUntil(claim.key(), clock.instant()))
                .with("removed"));
    }

    private LedgerEntry afterWrite(
            Claim claim, LedgerEntry before, List<PlannedRecord> written, Map<Integer, Result> results) {
        PlannedRecord last = written.getLast();
        Saved saved = ((Result.Untagged) Objects.requireNonNull(claim.results().get(last.index()))).saved();
        boolean same = isSame(saved, before);
        Set<Long> tags = new HashSet<>(same ? before.tags() : Set.of());
        tags.addAll(applied(claim, results));
        LedgerEntry entry = before.of(saved.id(), fingerprints.of(last.change()).text())
                .tagged(tags)
                .in(isTagged(claim, results) ? State.TAGGED : State.WRITTEN)
                .freshUntil(entries.freshUntil(claim.key(), clock.instant()))
                .with(code(saved.effect()));
        for (PlannedRecord planned : written) {
            entry = entry.after(planned.change().version());
        }
        return entry;
    }

    /** The entry of an object that was not written now, but may have got tags. */
    private static LedgerEntry afterTagging(Claim claim, LedgerEntry before, Map<Integer, Result> results) {
        Set<Long> tags = new HashSet<>(before.tags());
        tags.addAll(applied(claim, results));
        LedgerEntry entry = before.tagged(tags);
        if (claim.decision().write().isPresent()) {
            return isNotFound(claim) ? withoutObject(entry) : entry;
        }
        entry = entry.in(isTagged(claim, results) ? State.TAGGED : State.WRITTEN);
        for (Skipped skipped : claim.decision().skipped()) {
            entry = skipped.effect() == Effect.UNCHANGED
                    ? entry.after(skipped.planned().change().version())
                    : entry;
        }
        boolean gone = claim.decision().skipped().stream()
                .anyMatch(skipped -> isGone(results.get(skipped.planned().index())));
        return gone ? entry.of(0, Fingerprint.of(entry.hash()).unclear().text()) : entry;
    }

    /**
     * Whether a write left the same object. One that Keap has created anew, or merged into another, has none of the
     * tags of the one before.
     */
    static boolean isSame(Saved saved, LedgerEntry before) {
        return saved.id() == before.keapId() && saved.effect() != Effect.CREATED;
    }

    /** The tags of the records whose tags were all applied. */
    private static Set<Long> applied(Claim claim, Map<Integer, Result> results) {
        Set<Long> applied = new HashSet<>();
        claim.results().forEach((index, result) -> {
            if (result instanceof Result.Untagged untagged
                    && effect(results.get(index)).isPresent()) {
                applied.addAll(untagged.tags());
            }
        });
        return applied;
    }

    private static boolean isTagged(Claim claim, Map<Integer, Result> results) {
        return claim.results().entrySet().stream()
                .filter(result -> result.getValue() instanceof Result.Untagged)
                .allMatch(result -> effect(results.get(result.getKey())).isPresent());
    }

    private static Optional<Effect> effect(@Nullable Result result) {
        return result instanceof Result.Ended(var outcome) && outcome instanceof Written(Effect effect, long id)
                ? Optional.of(effect)
                : Optional.empty();
    }

    private static boolean isUnclear(@Nullable Result result) {
        return result instanceof Result.Failed(KeapFailure failure) && failure.progress() == Progress.UNKNOWN;
    }

    /** Whether the object had to exist to be written, and did not. */
    private static boolean isNotFound(Claim claim) {
        return claim.fresh().stream()
                .map(planned -> claim.results().get(planned.index()))
                .anyMatch(result -> effect(result).isPresent());
    }

    private static boolean isAnyUnavailable(Claim claim) {
        return claim.fresh().stream()
                .anyMatch(planned -> claim.results().get(planned.index()) instanceof Result.Failed(KeapFailure failure)
                        && failure instanceof KeapFailure.Unavailable
                        && failure.progress() == Progress.FINISHED);
    }

    /** Whether Keap has no such object. */
    private static boolean isGone(@Nullable Result result) {
        return result instanceof Result.Failed(KeapFailure failure) && failure instanceof KeapFailure.Gone;
    }

    static String code(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}
