package dev.keapsink.idempotency;

import dev.keapsink.idempotency.Decision.Skipped;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.object.Saved;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the objects of skipped records that have tags missing. The id comes from a write of the same step, from the
 * entry, or from a search.
 */
final class UnchangedTags {

    private final ObjectWriter writer;
    private final LedgerEntry entry;

    UnchangedTags(ObjectWriter writer, LedgerEntry entry) {
        this.writer = writer;
        this.entry = entry;
    }

    /**
     * The results of the skipped records that have tags missing.
     *
     * @param results of the records that were written just now
     */
    Map<Integer, Result> of(Step step, Decision decision, Map<Integer, Result> results, Deadline deadline) {
        List<Skipped> untagged = decision.skipped().stream()
                .filter(skipped -> !skipped.missing().isEmpty())
                .toList();
        Optional<Long> id =
                writtenNow(results).or(() -> Optional.of(entry.keapId()).filter(known -> known > 0));
        Map<Integer, Result> more = new HashMap<>();
        for (Skipped skipped : untagged) {
            Result result = id.map(object -> untagged(object, skipped))
                    .orElseGet(() ->
                            decision.write().isPresent() ? new Result.HeldUp() : lookedFor(step, skipped, deadline));
            more.put(skipped.planned().index(), result);
        }
        return more;
    }

    private static Optional<Long> writtenNow(Map<Integer, Result> results) {
        return results.values().stream()
                .flatMap(result -> result instanceof Result.Untagged untagged
                        ? Stream.of(untagged.saved().id())
                        : Stream.empty())
                .findFirst();
    }

    private static Result untagged(long object, Skipped skipped) {
        return new Result.Untagged(new Saved(object, skipped.effect()), skipped.missing());
    }

    private Result lookedFor(Step step, Skipped skipped, Deadline deadline) {
        try {
            return writer.find(step.change(), deadline)
                    .map(object -> untagged(object, skipped))
                    .orElseGet(() -> new Result.Ended(skipped.outcome()));
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        }
    }
}
