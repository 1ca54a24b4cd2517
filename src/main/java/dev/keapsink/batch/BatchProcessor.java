package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.keap.Pacer;
import dev.keapsink.object.Change;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.WriteRules;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Outcome;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * A batch of messages comes in, every record in it becomes the fewest possible Keap calls, every message gets one outcome,
 * and the outcomes become the reply.
 */
public final class BatchProcessor {

    private static final Logger LOG = Logger.getLogger(BatchProcessor.class);

    private final MessageRecords reader = new MessageRecords();
    private final Suspects suspects;
    private final Account account;
    private final Writers writers;
    private final Settlement settlement;
    private final BatchFigures.Observer observer;
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
     * @param ledger remembers what was written; if there is none, every record is written
     */
    public BatchProcessor(
            Account account,
            Writers writers,
            Settlement settlement,
            BatchFigures.Observer observer,
            Optional<BatchLedger> ledger) {
        this.account = account;
        this.suspects = new Suspects(account.evidence());
        this.writers = writers;
        this.settlement = settlement;
        this.observer = observer;
        this.ledger = ledger;
        this.traced = new Enquiry(account.allTags(), writers.objects().lists());
    }

    /**
     * Processes a batch.
     *
     * @return the ids of the messages to return to the queue; all others are done
     */
    public List<String> process(List<Message> messages, Deadline deadline) {
        try {
            Instant start = deadline.clock().instant();
            Work.Done worked = work(
                    messages, new Enquiry(account.allTags(), writers.objects().lists()), deadline);
            BatchLog.fields(worked);
            BatchLog.outcomes(worked.outcomes());
            BatchLog.failures(worked);
            List<String> returned =
                    settlement.settle(worked.outcomes(), writers.budget().forSettling(deadline));
            observer.processed(BatchFigures.of(
                    messages,
                    worked.outcomes().byPosition().values(),
                    Duration.between(start, deadline.clock().instant())));
            return returned;
        } catch (Throwable e) {
            // The backstop: nothing is known, so nothing is done. The message of the exception may quote a record.
            LOG.errorf("A bug in Keap Sink stopped a batch: %s", BatchLog.withoutMessage(e));
            return messages.stream().map(Message::id).toList();
        }
    }

    /**
     * What became of one record.
     *
     * @param number within its message, from 1, or 0 if the message holds no other record
     * @param change what was to be written; nothing if it did not come to that
     * @param unwritten what Keap does not get of it
     */
    public record Traced(int number, Outcome outcome, Optional<Change> change, Unwritten unwritten) {}

    /** Processes one message, for a person who wants to see how; no queue is told. Not for several threads. */
    public List<Traced> trace(Message message, Deadline deadline) {
        Work.Done worked = work(List.of(message), traced.again(), deadline);
        Map<Integer, Change> changes = worked.parts().stream().collect(Collectors.toMap(Part::position, Part::change));
        return worked.outcomes().places().stream()
                .map(place -> new Traced(
                        place.number(),
                        worked.outcomes().of(place),
                        Optional.ofNullable(changes.get(place.position())),
                        worked.unwritten().getOrDefault(place.position(), Unwritten.NOTHING)))
                .toList();
    }

    private Work.Done work(List<Message> messages, Enquiry enquiry, Deadline deadline) {
        Judges judges = new Judges(settlement.redelivery(), suspects, account.evidence());
        return new Work(account, writers, ledger, judges, deadline)
                .done(Intake.of(messages, reader, writers.objects()), enquiry);
    }
}
