package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.Pacer;
import dev.keapsink.object.Change;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.OutcomePolicies;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.StrikeCounter;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Outcome;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.tag.TagWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Messages come in, every record in them becomes the fewest possible Keap calls, and every record gets one outcome. What
 * happens to the messages then is the door's business.
 */
public final class Pipeline {

    private final MessageRecords reader = new MessageRecords();
    private final VerifiedAccount account;
    private final Writers writers;
    private final OutcomePolicies outcomePolicies;
    private final Optional<BatchLedger> ledger;

    /** All that is traced is one batch to the account: what one message has found missing is missing for the next one. */
    private final Enquiry traced;

    /** What writes to Keap, and how: at once as far as allowed, at Keap's pace, within the time there is. */
    public record Writers(
            KeapObjects objects,
            TagWriter tags,
            WriteRules rules,
            Concurrency concurrency,
            Pacer pacer,
            Budget budget) {}

    /**
     * @param redelivery how long a record waits that has to come again
     * @param ledger remembers what was written; if there is none, every record is written
     */
    public Pipeline(
            VerifiedAccount account, Writers writers, RedeliveryDelay redelivery, Optional<BatchLedger> ledger) {
        this.account = account;
        this.writers = writers;
        this.outcomePolicies = new OutcomePolicies(
                redelivery, new StrikeCounter(account.recentSuccesses()), account.recentSuccesses());
        this.ledger = ledger;
        this.traced = enquiry();
    }

    private Enquiry enquiry() {
        return new Enquiry(account.allTags(), writers.objects().lists());
    }

    /** Writes what a batch of messages asks for, and logs what became of it. */
    public Outcomes run(List<Message> messages, Deadline deadline) {
        Work.Done worked = work(messages, enquiry(), deadline);
        BatchLog.fields(worked);
        BatchLog.outcomes(worked.outcomes(), worked.types());
        BatchLog.failures(worked);
        return worked.outcomes();
    }

    /**
     * What became of one record.
     *
     * @param number within its message, from 1, or 0 if the message holds no other record
     * @param change what was to be written; nothing if it did not come to that
     * @param unwritten what Keap does not get of it
     */
    public record Traced(int number, Outcome outcome, Optional<Change> change, Unwritten unwritten) {}

    /** Runs one message, for a person who wants to see how. Not for several threads. */
    public List<Traced> trace(Message message, Deadline deadline) {
        Work.Done worked = work(List.of(message), traced.again(), deadline);
        Map<Integer, Change> changes =
                worked.records().stream().collect(Collectors.toMap(PlannedRecord::index, PlannedRecord::change));
        return worked.outcomes().positions().stream()
                .map(position -> new Traced(
                        position.number(),
                        worked.outcomes().of(position),
                        Optional.ofNullable(changes.get(position.index())),
                        worked.unwritten().getOrDefault(position.index(), Unwritten.NOTHING)))
                .toList();
    }

    private Work.Done work(List<Message> messages, Enquiry enquiry, Deadline deadline) {
        return new Work(account, writers, ledger, outcomePolicies, deadline)
                .done(Intake.of(messages, reader, writers.objects()), enquiry);
    }
}
