package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pacer;
import dev.keapsink.object.Change;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Key;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.OutcomePolicies;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RecordReport;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.Result;
import dev.keapsink.outcome.StrikeCounter;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Streams;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.ReferenceCache;
import dev.keapsink.tag.TagWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns messages into the fewest possible Keap calls, and every record in them into one outcome. {@link BatchWork} does
 * it for one batch. {@link BatchProcessor} has the queues told.
 */
public final class Pipeline {

    private final Streams streams;
    private final MessageRecords reader;
    private final VerifiedAccount account;
    private final Writers writers;
    private final OutcomePolicies outcomePolicies;
    private final Optional<BatchLedger> ledger;
    private final ReferenceCache referenceCache = new ReferenceCache();

    /**
     * The questions of all traced messages, which count as one batch: a name that is missing for one message is missing
     * for the next one.
     */
    private final AccountQuestions tracedQuestions;

    /** The writers to Keap, and the bounds on their concurrency, pace and time. */
    public record Writers(
            KeapObjects objects,
            TagWriter tags,
            WriteRules rules,
            Concurrency concurrency,
            Pacer pacer,
            Budget budget) {}

    /**
     * @param streams the streams that are written; each has an object among the writers
     * @param redelivery how long a returned record waits
     * @param ledger remembers which records were written; without one, every record is written
     */
    public Pipeline(
            Streams streams,
            VerifiedAccount account,
            Writers writers,
            RedeliveryDelay redelivery,
            Optional<BatchLedger> ledger) {
        streams.types().forEach(writers.objects()::of);
        this.streams = streams;
        this.reader = new MessageRecords(streams);
        this.account = account;
        this.writers = writers;
        this.outcomePolicies = new OutcomePolicies(
                redelivery, new StrikeCounter(account.recentSuccesses()), account.recentSuccesses());
        this.ledger = ledger;
        this.tracedQuestions = questions();
    }

    private AccountQuestions questions() {
        return new AccountQuestions(account.allTags(), writers.objects().lists());
    }

    /** The records of a message, which may be rejections. */
    public List<MessageRecord> records(Message message) {
        return reader.of(message);
    }

    /** Writes the records of a batch and logs their outcomes. */
    public Outcomes run(List<Message> messages, Deadline deadline) {
        return runExplained(messages, deadline).outcomes();
    }

    /**
     * The outcomes of a batch, for a caller that tells a person why records wait.
     *
     * @param failures the failed calls, by the index of the record; a record that waits for another one has none
     * @param reports makes the reports of the records, in the order of the batch
     */
    public record Explained(
            Outcomes outcomes, Map<Integer, KeapFailure> failures, Supplier<List<RecordReport>> reports) {}

    /** Writes the records of a batch, logs their outcomes, and returns them with the failures behind them. */
    public Explained runExplained(List<Message> messages, Deadline deadline) {
        BatchWork work = work(deadline);
        MappedBatch batch = MappedBatch.of(messages, reader, writers.objects());
        BatchWork.Done worked = work.done(batch, questions());
        BatchLog.fields(worked);
        BatchLog.outcomes(worked.outcomes(), worked.types(), !streams.isContactsAlone());
        BatchLog.failures(worked);
        Map<Integer, KeapFailure> failures = new HashMap<>();
        worked.results().forEach((index, result) -> {
            if (result instanceof Result.Failed(KeapFailure failure)) {
                failures.put(index, failure);
            }
        });
        return new Explained(worked.outcomes(), failures, () -> reports(batch, worked));
    }

    private List<RecordReport> reports(MappedBatch batch, BatchWork.Done worked) {
        Map<Integer, Change> changes = new HashMap<>();
        batch.asked().forEach(record -> changes.put(record.index(), record.change()));
        // Their tags are resolved.
        worked.records().forEach(record -> changes.put(record.index(), record.change()));
        return worked.outcomes().positions().stream()
                .map(position -> report(
                        position, worked.outcomes().of(position), Optional.ofNullable(changes.get(position.index()))))
                .toList();
    }

    private RecordReport report(RecordPosition position, Outcome outcome, Optional<Change> change) {
        Set<Long> tags = new TreeSet<>(change.map(Change::tags).orElse(Set.of()));
        if (change.filter(wanted -> wanted.key().type() == ObjectType.CONTACTS).isPresent()) {
            tags.addAll(account.tags());
        }
        return new RecordReport(position, outcome, change.map(Change::key), tags);
    }

    /**
     * The names of the objects that a message is about, each unique among all types: records of one name have to stay
     * in order. No call is made. The names are personal.
     */
    public Set<String> objects(Message message) {
        return MappedBatch.of(List.of(message), reader, writers.objects()).asked().stream()
                .flatMap(asked -> Stream.concat(Stream.of(asked.change().key()), asked.otherKeys().stream()))
                .map(Key::unique)
                .collect(Collectors.toSet());
    }

    /**
     * The outcome of one record, with its details.
     *
     * @param number within its message, from 1, or 0 if the message holds no other record
     * @param change the change to be written; empty if the record got no further than its names
     * @param unwritten the parts of the record that Keap does not get
     */
    public record Traced(int number, Outcome outcome, Optional<Change> change, Unwritten unwritten) {}

    /** Runs one message and returns the details, for a preview. Not threadsafe. */
    public List<Traced> trace(Message message, Deadline deadline) {
        BatchWork.Done worked = work(deadline)
                .done(MappedBatch.of(List.of(message), reader, writers.objects()), tracedQuestions.again());
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

    /** The work on a batch, whose time begins now: reading the messages takes some of it. */
    private BatchWork work(Deadline deadline) {
        return new BatchWork(account, writers, referenceCache, ledger, outcomePolicies, deadline);
    }
}
