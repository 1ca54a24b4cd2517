package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.object.Change;
import dev.keapsink.object.History;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.Reference;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.Step;
import dev.keapsink.step.StepExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Carries out only the steps that the ledger does not know to be done. Each object has one writer at a time: its entry
 * is claimed before the object is written, and finished once the object has its tags. Used for one batch; threadsafe.
 */
final class LedgerSteps implements StepExecutor {

    /** A batch that loses the race for an object twice leaves the object to the other instance. */
    private static final int MOST_ATTEMPTS = 2;

    private final ObjectSteps wrapped;
    private final BatchEntries entries;
    private final Concurrency concurrency;
    private final ClaimTerms terms;
    private final Fingerprints fingerprints;
    private final Decisions decisions;
    private final EntryUpdates entryUpdates;
    private final Doubts doubts;
    private final Backstop backstop = new Backstop();
    private final CanaryWrite canary;

    /** The claims of this batch, by the index of a step's first record. */
    private final Map<Integer, Claim> claims = new ConcurrentHashMap<>();

    /**
     * How long a claim holds.
     *
     * @param invocation when the invocation ends
     * @param longestCall how long one of its calls may go on after that
     * @param isSameAccount whether the credential still belongs to the same Keap account
     */
    record ClaimTerms(Deadline invocation, Duration longestCall, BooleanSupplier isSameAccount) {
        /** Lambda allows 15 minutes. A call is shortened to the time that its invocation leaves. */
        private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

        /** How long the claim of an object still has to hold, from now: never for {@link LedgerEntry#LONGEST_CLAIM}. */
        Duration hold() {
            Duration call = longestCall.compareTo(LONGEST_INVOCATION) < 0 ? longestCall : LONGEST_INVOCATION;
            return invocation.left().plus(call).plus(BatchLedger.CLOCK_MARGIN);
        }
    }

    LedgerSteps(
            ObjectSteps wrapped, BatchEntries entries, Concurrency concurrency, ClaimTerms terms, CanaryWrite canary) {
        this.wrapped = wrapped;
        this.entries = entries;
        this.concurrency = concurrency;
        this.terms = terms;
        this.canary = canary;
        this.fingerprints = entries.fingerprints(wrapped.writer());
        this.decisions = new Decisions(wrapped.writer(), fingerprints);
        this.doubts = new Doubts(wrapped.writer());
        this.entryUpdates = new EntryUpdates(wrapped.writer(), entries, fingerprints, entries::now);
    }

    @Override
    public int calls(Step step) {
        return foreseen(
                step,
                decision -> decision.write()
                        .map(left -> wrapped.calls(left, history(left)))
                        .orElse(0),
                0);
    }

    @Override
    public Set<Long> tags(Step step) {
        return foreseen(
                step, decision -> decision.isClaimed() || decision.isDone() ? Set.of() : wrapped.tags(step), Set.of());
    }

    /** An estimate for a step. If it fails, so does the step when it is run, and the failure becomes its result. */
    private <T> T foreseen(Step step, Function<Decision, T> outlook, T otherwise) {
        try {
            return outlook.apply(decision(step));
        } catch (Throwable e) {
            return otherwise;
        }
    }

    private Decision decision(Step step) {
        entries.requireRead(step.change());
        Decision decision = decisions.of(step, entry(entries.key(step.change())), entries.now());
        return canary.is(step, decision) ? Decision.toWrite(step) : decision;
    }

    /**
     * The entry of an object. One that is no longer fresh is aged, because people may have changed the object since it
     * was written.
     */
    private Optional<LedgerEntry> entry(LedgerKey key) {
        return entries.entry(key).map(entry -> entry.isFresh(entries.now()) ? entry : EntryUpdates.aged(entry));
    }

    @Override
    public Map<Integer, Result> run(Step step, Deadline deadline) {
        try {
            return wrapped.calls(step) == 0 ? wrapped.run(step, deadline) : remembered(step, deadline);
        } catch (LedgerUnavailable e) {
            canary.passOn(step);
            return ObjectSteps.same(step, new Result.Failed(entries.failure(e)));
        } catch (KeapFailure e) {
            return ObjectSteps.same(step, new Result.Failed(e));
        } catch (Throwable e) {
            return ObjectSteps.same(step, backstop.stopped(e));
        }
    }

    /** Carries out what the ledger does not know to be done of a step, under a claim on its object. */
    private Map<Integer, Result> remembered(Step step, Deadline deadline) {
        LedgerKey key = entries.key(step.change());
        Deadline forClaiming = deadline.within(BatchLedger.LONGEST_CALLS);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<LedgerEntry> before = entry(key);
            Decision decision = decision(step);
            if (decision.isClaimed()) {
                break;
            }
            if (decision.isDone()) {
                if (isNoted(key, before.orElseThrow(), decision, forClaiming)) {
                    return decision.results();
                }
            } else if (deadline.left().isZero()) {
                throw new KeapFailure.OutOfTime();
            } else {
                Optional<Claim> claim = claim(key, before, decision, forClaiming);
                if (claim.isPresent()) {
                    return carriedOut(step, claim.get(), deadline);
                }
            }
        }
        canary.passOn(step);
        return ObjectSteps.same(step, unclear("Another instance is writing the " + noun(step)));
    }

    /**
     * Stores the later version of an unchanged record, so that a version between the two is not written after it.
     * Returns whether the entry holds that version.
     */
    private boolean isNoted(LedgerKey key, LedgerEntry entry, Decision decision, Deadline deadline) {
        LedgerEntry noted = entry;
        for (Decision.Skipped skipped : decision.skipped()) {
            noted = skipped.effect() == Effect.UNCHANGED
                    ? noted.after(skipped.planned().change().version())
                    : noted;
        }
        return Objects.equals(noted.version(), entry.version())
                || entries.store(key, entry, noted, deadline).isPresent();
    }

    /** Takes the claim: stores the entry with the time until when it holds. Empty if another instance was faster. */
    private Optional<Claim> claim(LedgerKey key, Optional<LedgerEntry> before, Decision decision, Deadline deadline) {
        Instant now = entries.now();
        LedgerEntry claimed =
                entryUpdates.claimed(before.orElse(LedgerEntry.NONE), decision, now, now.plus(terms.hold()));
        return entries.store(key, before.orElse(null), claimed, deadline)
                .map(stored -> new Claim(key, before, stored, decision, Map.of()));
    }

    /** Writes the object, and keeps the claim until {@link #finish(List, Map, Deadline)}, after the tags. */
    private Map<Integer, Result> carriedOut(Step step, Claim claim, Deadline deadline) {
        LedgerEntry before = claim.before().orElse(LedgerEntry.NONE);
        Map<Integer, Result> results = new HashMap<>(claim.decision().results());
        claim.decision()
                .write()
                .ifPresent(fresh -> results.putAll(wrapped.run(fresh, history(fresh, before), deadline)));
        forgetMissing(step.change(), results, deadline);
        if (step.change().sourceKey() == null) {
            results.replaceAll((index, result) -> withoutKnownTags(result, before));
        }
        results.putAll(new UnchangedTags(wrapped.writer(), before).of(step, claim.decision(), results, deadline));
        claims.put(first(step), claim.with(results));
        return results;
    }

    private History history(Step step) {
        return history(step, entry(entries.key(step.change())).orElse(LedgerEntry.NONE));
    }

    /**
     * What the entry tells of the object. Only a record with a source key, or of an object that is made for its key
     * alone, may use its id. Any other entry may be found by a phone number that is another contact's by now.
     */
    private History history(Step step, LedgerEntry before) {
        History created = doubts.history(step, before, entries.now());
        Change change = step.change();
        boolean usesId = change.sourceKey() != null || wrapped.writer().isKeyed(change);
        return before.keapId() > 0 && usesId ? new History.Known(known(change, before), created) : created;
    }

    /**
     * Forgets the objects that a change refers to, if one of them is gone from Keap although the ledger knows it as
     * written. The next delivery creates it again.
     */
    private void forgetMissing(Change change, Map<Integer, Result> results, Deadline deadline) {
        if (results.values().stream().noneMatch(LedgerSteps::isOfMissing)) {
            return;
        }
        for (Reference reference : change.references().values()) {
            if (reference instanceof Reference.ByKey byKey && byKey.creation().isPresent()) {
                LedgerKey key = entries.key(byKey.creation().get());
                entries.entry(key)
                        .ifPresent(entry -> entries.store(key, entry, EntryUpdates.withoutObject(entry), deadline));
            }
        }
    }

    private static boolean isOfMissing(Result result) {
        return result instanceof Result.Failed(KeapFailure failure) && failure instanceof KeapFailure.Gone;
    }

    private KnownObject known(Change change, LedgerEntry before) {
        Fingerprint was = Fingerprint.of(before.hash());
        return new KnownObject(
                before.keapId(),
                fingerprints.of(change).isOfObject(was),
                was.isSearched(),
                History.untilListed(before.at(), entries.now()));
    }

    /**
     * Drops the tags that the object is known to have. Not for records with a source key: a delete under another source
     * key may have taken the tags off.
     */
    private static Result withoutKnownTags(Result result, LedgerEntry before) {
        return result instanceof Result.Untagged untagged && EntryUpdates.isSame(untagged.saved(), before)
                ? untagged.without(before.tags())
                : result;
    }

    @Override
    public Map<Integer, Result> finish(List<Step> steps, Map<Integer, Result> results, Deadline deadline) {
        List<Claim> ended = steps.stream()
                .map(step -> claims.remove(first(step)))
                .filter(Objects::nonNull)
                .toList();
        Map<Integer, Result> finished = new HashMap<>(results);
        concurrency
                .map(ended, claim -> finish(claim, results, deadline.within(BatchLedger.LONGEST_CALLS)))
                .forEach(finished::putAll);
        return finished;
    }

    private static String noun(Step step) {
        return step.key().type().noun();
    }

    private static int first(Step step) {
        return step.records().getFirst().index();
    }

    /**
     * Finishes the entry of a claim, which releases it. If it is unclear what Keap has done, the claim stays until its
     * time is over. Returns results that replace those of written records if the entry could not be finished.
     */
    private Map<Integer, Result> finish(Claim claim, Map<Integer, Result> results, Deadline deadline) {
        try {
            if (!terms.isSameAccount().getAsBoolean()) {
                return insteadOfWritten(claim, results, unclear("Another Keap account may have been written to"));
            }
            Optional<LedgerEntry> next = entryUpdates.afterwards(claim, results);
            if (next.filter(LedgerEntry.NONE::equals).isPresent()) {
                entries.clear(claim.key(), claim.claimed(), deadline);
                return Map.of();
            }
            if (claim.isOfDelete()) {
                entries.forgetObject(
                        claim.decision().write().orElseThrow().change(), EntryUpdates::withoutObject, deadline);
            }
            boolean stored = next.isEmpty()
                    || entries.store(claim.key(), claim.claimed(), next.get(), deadline)
                            .isPresent();
            return stored
                    ? Map.of()
                    : insteadOfWritten(claim, results, unclear("Another instance has taken the object over"));
        } catch (LedgerUnavailable e) {
            return insteadOfWritten(claim, results, new Result.Failed(entries.failure(e)));
        } catch (Throwable e) {
            return insteadOfWritten(claim, results, backstop.stopped(e));
        }
    }

    private static Result unclear(String sentence) {
        return new Result.Failed(new KeapFailure.Unclear(sentence));
    }

    private static Map<Integer, Result> insteadOfWritten(Claim claim, Map<Integer, Result> results, Result instead) {
        Map<Integer, Result> others = new HashMap<>();
        for (int index : claim.results().keySet()) {
            if (results.get(index) instanceof Result.Ended(Outcome outcome) && outcome instanceof Outcome.Written) {
                others.put(index, instead);
            }
        }
        return others;
    }
}
