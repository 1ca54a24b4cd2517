package dev.keapsink.idempotency;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.outcome.Result;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A claim on an object: no other instance writes the object until its entry is stored anew, or until the batch and its
 * calls have surely ended.
 *
 * @param before the entry as it was found
 * @param claimed the entry as it is stored now
 * @param decision the records to write and to skip
 * @param results of the records so far, without the outcome of tagging
 */
record Claim(
        LedgerKey key,
        Optional<LedgerEntry> before,
        LedgerEntry claimed,
        Decision decision,
        Map<Integer, Result> results) {

    Claim with(Map<Integer, Result> others) {
        return new Claim(key, before, claimed, decision, others);
    }

    /** The records that had to be written. */
    List<PlannedRecord> fresh() {
        return decision.write().map(Step::records).orElse(List.of());
    }

    boolean isOfDelete() {
        return decision.write().filter(step -> step.change().isDelete()).isPresent();
    }
}
