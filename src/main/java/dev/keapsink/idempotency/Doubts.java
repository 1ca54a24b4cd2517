package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.Doubt;
import dev.keapsink.object.History;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.ConfirmedResend;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.ObjectWriter.Begun;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers creates that Keap may have carried out. A claim that may lead to a create stores the doubt beforehand, so
 * that it outlives a killed process. A definite answer ends it. Threadsafe.
 */
final class Doubts {

    private final ObjectWriter writer;

    Doubts(ObjectWriter writer) {
        this.writer = writer;
    }

    /**
     * What an entry tells of the creates of its object.
     *
     * @param before the entry before the claim
     */
    History history(Step step, LedgerEntry before, Instant now) {
        Doubt doubt = unsettled(step, before);
        if (doubt == null) {
            return new History.NeverSent();
        }
        return new History.InDoubt(doubt.since(), History.untilListed(doubt.until(), now), doubt.looks());
    }

    /** The doubt of an entry; null if there is none, or if a person has settled it. */
    private static @Nullable Doubt unsettled(Step step, LedgerEntry before) {
        Doubt doubt = before.doubt();
        return doubt == null || isSettled(step, doubt.since()) ? null : doubt;
    }

    private static boolean isSettled(Step step, Instant since) {
        return step.records().stream()
                .anyMatch(planned -> ConfirmedResend.of(planned.message())
                        .filter(since::equals)
                        .isPresent());
    }

    /**
     * The doubt to store before a step is written, in case its answer is lost.
     *
     * @param until when the claim ends
     */
    @Nullable
    Doubt begun(Step step, LedgerEntry before, Instant now, Instant until) {
        if (!writer.canBeInDoubt(step.change())) {
            return before.doubt();
        }
        Doubt earlier = unsettled(step, before);
        Instant end = until.truncatedTo(ChronoUnit.MILLIS);
        return earlier == null
                ? new Doubt(now.truncatedTo(ChronoUnit.MILLIS), end, 0)
                : new Doubt(earlier.since(), end, earlier.looks());
    }

    /** Whether a claim's create was sent and Keap did not say what became of it. */
    boolean isCreateLost(Claim claim) {
        return begun(claim).equals(Optional.of(Begun.CREATE)) && isAnyLost(results(claim));
    }

    /** Whether a claim's write has begun neither a create nor a change, although one can be in doubt. */
    boolean isNothingBegun(Claim claim) {
        return canBeInDoubt(claim) && begun(claim).isEmpty();
    }

    /**
     * The entry after a write that began a change, and no create, and was not answered. The claim stays. Empty if the
     * stored entry is the one.
     */
    Optional<LedgerEntry> withoutCreate(Claim claim, LedgerEntry before) {
        return Objects.equals(claim.claimed().doubt(), before.doubt())
                ? Optional.empty()
                : Optional.of(claim.claimed().doubting(before.doubt()));
    }

    /** The doubt that is left of an entry after a write that neither lost a create nor found or made the object. */
    @Nullable
    Doubt left(Claim claim, LedgerEntry before) {
        Doubt doubt = before.doubt();
        boolean looked = results(claim).stream()
                .anyMatch(result ->
                        result instanceof Result.Failed(KeapFailure failure) && failure instanceof KeapFailure.InDoubt);
        return doubt != null && looked ? doubt.lookedFor() : doubt;
    }

    private boolean canBeInDoubt(Claim claim) {
        return claim.decision()
                .write()
                .filter(step -> writer.canBeInDoubt(step.change()))
                .isPresent();
    }

    private Optional<Begun> begun(Claim claim) {
        return canBeInDoubt(claim)
                ? claim.decision().write().flatMap(step -> writer.begun(step.change()))
                : Optional.empty();
    }

    private static List<Result> results(Claim claim) {
        return claim.fresh().stream()
                .map(PlannedRecord::index)
                .flatMap(index -> Optional.ofNullable(claim.results().get(index)).stream())
                .toList();
    }

    /** Whether a call may have been carried out without its answer: even a 503 can come after the fact. */
    private static boolean isAnyLost(List<Result> results) {
        return results.stream()
                .anyMatch(result -> result instanceof Result.Failed(KeapFailure failure)
                        && (failure.progress() == Progress.UNKNOWN
                                || (failure instanceof KeapFailure.Unavailable
                                        && failure.progress() == Progress.FINISHED)));
    }
}
