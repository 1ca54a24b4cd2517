package dev.keapsink.idempotency;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Tenant;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.Part;
import dev.keapsink.step.Steps;
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
    public Steps steps(
            ObjectSteps objects, List<Part> parts, Concurrency concurrency, Deadline forReading, Deadline invocation) {
        String account = tenant.name(forReading);
        LedgerBook book = new LedgerBook(ledger, new StreamKeys(stream -> ledger.keys(account, stream)));
        try {
            book.read(parts.stream().map(Part::change).toList(), concurrency, forReading);
        } catch (LedgerUnreadable e) {
            throw book.failure(e);
        }
        return new LedgerSteps(
                objects,
                book,
                concurrency,
                new LedgerSteps.Hold(invocation, longestCall, () -> tenant.isStill(account)),
                new ConfirmingWrite(parts.stream().anyMatch(ObjectSteps::isOld)));
    }
}
