package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Tenant;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.CallFailure;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.KnownIds;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.StepExecutor;
import java.time.Duration;
import java.util.List;

/**
 * Opens the ledger for a batch.
 *
 * @param tenant the Keap account that is written to
 * @param longestCall how long a call to Keap may go on once the invocation that made it has ended
 */
public record BatchLedger(Ledger ledger, Tenant tenant, Duration longestCall) {

    /**
     * How long the ledger's writes for one object may take before the object is written, and again after it. An entry
     * that hangs holds one of sixteen threads for so long, and the next hundred objects once.
     */
    public static final Duration LONGEST_CALLS = Duration.ofSeconds(3);

    /**
     * How much longer a claim holds, because each of two instances knows the time of the store to four seconds: three
     * for the longest request, and one because DynamoDB states whole seconds.
     */
    static final Duration CLOCK_MARGIN = Duration.ofSeconds(2 * (3 + 1));

    /** The ids that the ledger knows of the objects that a batch refers to. */
    public KnownIds knownIds(Concurrency concurrency) {
        return new EntryIds(this, concurrency);
    }

    /**
     * The names of the entries in the account that is written to.
     *
     * @throws KeapFailure if the account's name cannot be found out
     */
    StreamKeys keys(Deadline deadline) {
        String account = tenant.name(deadline);
        return new StreamKeys(stream -> ledger.keys(account, stream));
    }

    /** The failure of a record for which the ledger cannot be used. */
    static KeapFailure failure(LedgerUnavailable e) {
        String sentence = String.valueOf(e.getMessage());
        return e.isPassing()
                ? new KeapFailure.Unavailable(sentence, CallFailure.Progress.FINISHED, null)
                : new KeapFailure.Misconfigured(sentence);
    }

    /**
     * The executor of a batch's steps, which skips those that the ledger knows to be done.
     *
     * @param forReading when the ledger has to have answered
     * @param invocation when the invocation ends
     * @throws KeapFailure if the ledger cannot be read, or the account's name cannot be found out
     */
    public StepExecutor steps(
            ObjectSteps objectSteps,
            List<PlannedRecord> records,
            Concurrency concurrency,
            Deadline forReading,
            Deadline invocation) {
        String account = tenant.name(forReading);
        BatchEntries entries = new BatchEntries(ledger, new StreamKeys(stream -> ledger.keys(account, stream)));
        try {
            entries.read(records.stream().map(PlannedRecord::change).toList(), concurrency, forReading);
        } catch (LedgerUnavailable e) {
            throw entries.failure(e);
        }
        return new LedgerSteps(
                objectSteps,
                entries,
                concurrency,
                new LedgerSteps.ClaimTerms(invocation, longestCall, () -> tenant.isStill(account)),
                new CanaryWrite(records.stream().anyMatch(ObjectSteps::isOftenDelivered)));
    }
}
