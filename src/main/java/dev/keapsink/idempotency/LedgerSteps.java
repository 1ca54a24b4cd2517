package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.object.KnownObject;
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
 * Carries out only what the ledger does not know to be done, with each object in one hand: its entry is claimed before it
 * is written, and finished once it has its tags. Used for one batch; threadsafe.
 */
final class LedgerSteps implements StepExecutor {

    /** A batch that loses an object twice leaves it to the other instance. */
    private static final int MOST_ATTEMPTS = 2;

    private final ObjectSteps objects;
    private final BatchEntries entries;
    private final Concurrency concurrency;
    private final Hold hold;
    private final Fingerprints fingerprints;
    private final Decisions decisions;
    private final EntryUpdates entryUpdates;
    private final Backstop bugs = new Backstop();
    private final CanaryWrite confirming;

    /** What this batch has claimed, by the position of a step's first record. */
    private final Map<Integer, Claim> claims = new ConcurrentHashMap<>();

    /**
     * For how long an object is in this batch's hands.
     *
     * @param invocation when the invocation ends
     * @param longestCall how long a call of it may go on then
     * @param isOurs whether it is still the same Keap account that is written to
     */
    record Hold(Deadline invocation, Duration longestCall, BooleanSupplier isOurs) {
        Instant until() {
            return invocation.end().plus(longestCall);
        }

        Instant now() {
            return invocation.clock().instant();
        }
    }

    LedgerSteps(ObjectSteps objects, BatchEntries entries, Concurrency concurrency, Hold hold, CanaryWrite confirming) {
        this.objects = objects;
        this.entries = entries;
        this.concurrency = concurrency;
        this.hold = hold;
        this.confirming = confirming;
        this.fingerprints = entries.fingerprints(objects.writer());
        this.decisions = new Decisions(objects.writer(), fingerprints);
        this.entryUpdates = new EntryUpdates(objects.writer(), entries, fingerprints, hold::now);
    }

    @Override
    public int calls(Step step) {
        return foreseen(step, decision -> decision.write().map(objects::calls).orElse(0), 0);
    }

    @Override
    public Set<Long> tags(Step step) {
        return foreseen(
                step, decision -> decision.isHeld() || decision.isDone() ? Set.of() : objects.tags(step), Set.of());
    }

    /** What a step will take; if nothing can be said of it, that is a result of the step as soon as it is run. */
    private <T> T foreseen(Step step, Function<Decision, T> outlook, T otherwise) {
        try {
            return outlook.apply(decision(step));
        } catch (Throwable e) {
            return otherwise;
        }
    }

    private Decision decision(Step step) {
        entries.requireRead(step.change());
        Decision decision = decisions.of(step, entry(entries.key(step.change())), hold.now());
        return confirming.is(step, decision) ? Decision.toWrite(step) : decision;
    }

    /** What is known of an object: people may have changed it since it was written long ago. */
    private Optional<LedgerEntry> entry(LedgerKey key) {
        return entries.entry(key).map(entry -> entry.isFresh(hold.now()) ? entry : EntryUpdates.aged(entry));
    }

    @Override
    public Map<Integer, Result> run(Step step, Deadline deadline) {
        try {
            return objects.calls(step) == 0 ? objects.run(step, deadline) : remembered(step, deadline);
        } catch (LedgerUnreadable e) {
            confirming.passOn(step);
            return ObjectSteps.same(step, new Result.Failed(entries.failure(e)));
        } catch (KeapFailure e) {
            return ObjectSteps.same(step, new Result.Failed(e));
        } catch (Throwable e) {
            return ObjectSteps.same(step, bugs.stopped(e));
        }
    }

    private Map<Integer, Result> remembered(Step step, Deadline deadline) {
        LedgerKey key = entries.key(step.change());
        Deadline forClaiming = deadline.within(BatchLedger.LONGEST_CALLS);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<LedgerEntry> before = entry(key);
            Decision decision = decision(step);
            if (decision.isHeld()) {
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
        confirming.passOn(step);
        return ObjectSteps.same(step, unclear("Another instance is writing the contact"));
    }

    /** A later version that asks the same is remembered: else a version between the two would be written after it. */
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

    private Optional<Claim> claim(LedgerKey key, Optional<LedgerEntry> before, Decision decision, Deadline deadline) {
        LedgerEntry held = entryUpdates
                .whileWritten(before.orElse(LedgerEntry.NONE), decision)
                .writing(hold.until());
        return entries.store(key, before.orElse(null), held, deadline)
                .map(stored -> new Claim(key, before, stored, decision, Map.of()));
    }

    private Map<Integer, Result> carriedOut(Step step, Claim claim, Deadline deadline) {
        LedgerEntry before = claim.before().orElse(LedgerEntry.NONE);
        Map<Integer, Result> results = new HashMap<>(claim.decision().results());
        claim.decision().write().ifPresent(fresh -> results.putAll(objects.run(fresh, known(fresh, before), deadline)));
        if (step.change().sourceKey() == null) {
            results.replaceAll((index, result) -> withoutKnownTags(result, before));
        }
        results.putAll(new UnchangedTags(objects.writer(), before).of(step, claim.decision(), results, deadline));
        claims.put(first(step), claim.with(results));
        return results;
    }

    /** The id alone counts only for a record with a name of its own: a number may have become somebody else's. */
    private Optional<KnownObject> known(Step step, LedgerEntry before) {
        return Optional.of(before)
                .filter(entry -> entry.keapId() > 0 && step.change().sourceKey() != null)
                .map(entry -> known(entry.keapId(), fingerprints.of(step.change()), Fingerprint.of(entry.hash())));
    }

    private static KnownObject known(long id, Fingerprint now, Fingerprint before) {
        return new KnownObject(id, now.isOfObject(before), before.isSearched());
    }

    /** Not under a source's own name for the record: another name's delete may have taken the tags off. */
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

    private static int first(Step step) {
        return step.records().getFirst().index();
    }

    /** Results in the place of those that count only once they are remembered. */
    private Map<Integer, Result> finish(Claim claim, Map<Integer, Result> results, Deadline deadline) {
        try {
            if (!hold.isOurs().getAsBoolean()) {
                return insteadOfWritten(claim, results, unclear("Another Keap account may have been written to"));
            }
            Optional<LedgerEntry> next = entryUpdates.afterwards(claim, results);
            if (next.filter(LedgerEntry.NONE::equals).isPresent()) {
                entries.clear(claim.key(), claim.held(), deadline);
                return Map.of();
            }
            if (claim.isOfDelete()) {
                entries.forgetObject(
                        claim.decision().write().orElseThrow().change(), EntryUpdates::withoutObject, deadline);
            }
            boolean stored = next.isEmpty()
                    || entries.store(claim.key(), claim.held(), next.get(), deadline)
                            .isPresent();
            return stored
                    ? Map.of()
                    : insteadOfWritten(claim, results, unclear("Another instance has taken the contact over"));
        } catch (LedgerUnreadable e) {
            return insteadOfWritten(claim, results, new Result.Failed(entries.failure(e)));
        } catch (Throwable e) {
            return insteadOfWritten(claim, results, bugs.stopped(e));
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
