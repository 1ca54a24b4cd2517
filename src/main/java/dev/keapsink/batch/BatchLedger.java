package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Tenant;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.List;

/**
 * What a batch needs to remember what it writes.
 *
 * @param tenant whose contacts are written
 * @param longestCall how long a call to Keap may go on once the invocation that made it has ended
 */
public record BatchLedger(Ledger ledger, Tenant tenant, Duration longestCall) {

    /**
     * The steps of a batch, with what is remembered of its contacts.
     *
     * @throws KeapFailure if it cannot be had
     */
    LedgerSteps steps(ObjectSteps contacts, List<Part> parts, BatchProcessor.Writers writers, Deadline deadline) {
        Deadline forReading = writers.budget().forLookUps(deadline);
        String account = tenant.name(forReading);
        LedgerBook book = new LedgerBook(ledger, ledger.keys(account, ObjectType.CONTACTS.stream()));
        try {
            book.read(parts.stream().map(Part::change).toList(), writers.concurrency(), forReading);
        } catch (LedgerUnreadable e) {
            throw book.failure(e);
        }
        return new LedgerSteps(
                contacts,
                book,
                writers.concurrency(),
                new LedgerSteps.Hold(deadline, longestCall, () -> tenant.isStill(account)),
                new ConfirmingWrite(parts.stream().anyMatch(ObjectSteps::isOld)));
    }
}
