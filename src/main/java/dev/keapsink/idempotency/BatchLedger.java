package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Tenant;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.StepExecutor;
import java.time.Duration;
import java.util.List;

/**
 * What a batch needs to remember what it writes.
 *
 * @param tenant whose objects are written
 * @param longestCall how long a call to Keap may go on once the invocation that made it has ended
 */
public record BatchLedger(Ledger ledger, Tenant tenant, Duration longestCall) {

    /**
     * How long all may take that the ledger is asked to store for one object before it is written, and again after it: an entry
     * that hangs keeps one of sixteen hands that long, and the next hundred objects once.
     */
    public static final Duration LONGEST_CALLS = Duration.ofSeconds(3);

    /**
     * The steps of a batch, with what is remembered of its objects.
     *
     * @param forReading when the ledger has to have answered
     * @param invocation when the invocation ends
     * @throws KeapFailure if it cannot be had
     */
    public StepExecutor steps(
            ObjectSteps objects,
            List<PlannedRecord> records,
            Concurrency concurrency,
            Deadline forReading,
            Deadline invocation) {
        String account = tenant.name(forReading);
        BatchEntries entries = new BatchEntries(ledger, new StreamKeys(stream -> ledger.keys(account, stream)));
        try {
            entries.read(records.stream().map(PlannedRecord::change).toList(), concurrency, forReading);
        } catch (LedgerUnreadable e) {
            throw entries.failure(e);
        }
        return new LedgerSteps(
                objects,
                entries,
                concurrency,
                new LedgerSteps.Hold(invocation, longestCall, () -> tenant.isStill(account)),
                new CanaryWrite(records.stream().anyMatch(ObjectSteps::isOld)));
    }
}
