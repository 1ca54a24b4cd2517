package dev.keapsink.idempotency;

import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.object.Change;
import dev.keapsink.object.Identity;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Key;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Resend;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.ConfirmedResend;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.simulator.memory.MemoryLedger;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.step.ObjectIds;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.ReferenceCache;
import dev.keapsink.step.Step;
import dev.keapsink.tag.TagWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Delivers records of one keyed object, each in a batch of its own, to a sink with a ledger in memory. */
final class Deliveries {

    private static final Duration INVOCATION = Duration.ofSeconds(60);

    private static final Duration CALL = Duration.ofSeconds(15);

    /** Longer than any claim of these deliveries. */
    static final Duration CLAIM = INVOCATION.plus(CALL).plus(BatchLedger.CLOCK_MARGIN);

    final VirtualTime time = new VirtualTime();
    final MemoryLedger store = new MemoryLedger(time);
    final KeyedObject object;
    private static final SimulatedAccount ACCOUNT = new SimulatedAccount();
    private final AtomicInteger revisions = new AtomicInteger();
    private final Ledger ledger =
            new Ledger(store, Optional.empty(), Duration.ofDays(45), () -> "r" + revisions.incrementAndGet());
    private int versions;

    /** How many messages of a batch hold the record. */
    int copies = 1;

    Deliveries(Resend resend, Identity identity) {
        this.object = new KeyedObject(time, resend, identity);
    }

    LedgerEntry entry() {
        return store.entries().values().stream().findFirst().orElse(LedgerEntry.NONE);
    }

    void pass(Duration time) {
        this.time.advance(time);
    }

    /** Delivers an upsert with new content. */
    Result upsert() {
        return deliver(Operation.UPSERT, Optional.empty(), ++versions);
    }

    /** Delivers the last upsert once more. */
    Result again() {
        return deliver(Operation.UPSERT, Optional.empty(), versions);
    }

    /** Delivers the last upsert with a person's confirmation. */
    Result confirmed(String doubt) {
        return deliver(Operation.UPSERT, Optional.of(doubt), versions);
    }

    Result delete() {
        return deliver(Operation.DELETE, Optional.empty(), ++versions);
    }

    /** Lets the process die once its next claim is stored: nothing more reaches the ledger. */
    void dieAfterClaim() {
        AtomicInteger stores = new AtomicInteger();
        store.before(call -> {
            if (call.operation() == MemoryLedger.Operation.REPLACE && stores.incrementAndGet() > 1) {
                throw LedgerUnavailable.forNow("The process is gone");
            }
        });
    }

    void live() {
        store.before(call -> {});
    }

    private Result deliver(Operation operation, Optional<String> confirmation, int version) {
        Map<String, String> attributes = new HashMap<>();
        confirmation.ifPresent(name -> attributes.put(ConfirmedResend.ATTRIBUTE, name));
        Message message = Messages.with(attributes, "{}");
        Change change = new Change(
                new Key(ObjectType.ORDERS, Key.By.SOURCE_KEY, List.of("4711")),
                operation,
                new Version(BigDecimal.valueOf(version)),
                new TreeMap<>(),
                Set.of(),
                "4711");
        Step step = Step.of(IntStream.range(0, change.isDelete() ? 1 : copies)
                .mapToObj(i -> new PlannedRecord(new RecordPosition(i, i, 0, message), change))
                .toList());
        Deadline deadline = Deadline.in(INVOCATION, time);
        LedgerSteps steps = steps(step, deadline);
        Map<Integer, Result> results = new HashMap<>(steps.run(step, deadline));
        results.replaceAll((index, result) -> result instanceof Result.Untagged untagged
                ? new Result.Ended(new Written(untagged.saved().effect()))
                : result);
        return steps.finish(List.of(step), results, deadline).get(0);
    }

    private LedgerSteps steps(Step step, Deadline deadline) {
        BatchEntries entries = new BatchEntries(ledger, new StreamKeys(stream -> ledger.keys("ab123", stream)));
        VirtualThreads concurrency = new VirtualThreads(2);
        entries.read(List.of(step.change()), concurrency, deadline);
        KeapObjects objects = new KeapObjects(object);
        ObjectWriter writer = new ObjectWriter(
                objects,
                new TagWriter(ACCOUNT.client, SimulatedAccount.TIMEOUT),
                Set.of(),
                new WriteRules(WritePolicy.UPSERT, OnDelete.DELETE));
        return new LedgerSteps(
                new ObjectSteps(writer, new ObjectIds(objects, new ReferenceCache(), Optional.empty())),
                entries,
                concurrency,
                new LedgerSteps.ClaimTerms(deadline, CALL, () -> true),
                new CanaryWrite(false));
    }

    /** The name of the doubt for which a record was rejected; empty for any other result. */
    static Optional<String> doubt(Result result) {
        return result instanceof Result.Ended(var outcome)
                        && outcome instanceof Rejected rejected
                        && rejected.reason() == Reason.IN_DOUBT
                ? ConfirmedResend.named(rejected.detail())
                : Optional.empty();
    }
}
