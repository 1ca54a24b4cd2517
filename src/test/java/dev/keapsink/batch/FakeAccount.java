package dev.keapsink.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.Pacer;
import dev.keapsink.keap.Tenant;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Streams;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InOrder;
import dev.keapsink.simulator.memory.MemoryLedger;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.step.FakeObject;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The pipeline over objects of every type that are kept in memory, on virtual time. */
final class FakeAccount {

    /** The calls so far, as {@code create note n1}. */
    final List<String> calls = new ArrayList<>();

    final SimulatedAccount account = new SimulatedAccount();
    final MemoryLedger ledger = new MemoryLedger(account.time);
    private final Map<ObjectType, FakeObject> objects = new EnumMap<>(ObjectType.class);
    private Concurrency concurrency = new InOrder();
    private OnDelete onDelete = OnDelete.DELETE;
    private Set<Long> tags = Set.of();
    private boolean hasLedger;
    private Optional<Pipeline> pipeline = Optional.empty();
    private int revisions;

    FakeAccount() {
        for (ObjectType type : ObjectType.values()) {
            objects.put(type, new FakeObject(type, calls));
        }
    }

    FakeObject of(ObjectType type) {
        return Objects.requireNonNull(objects.get(type));
    }

    FakeAccount withLedger() {
        hasLedger = true;
        return restarted();
    }

    FakeAccount concurrently(Concurrency other) {
        concurrency = other;
        return restarted();
    }

    FakeAccount onDelete(OnDelete effect) {
        onDelete = effect;
        return restarted();
    }

    /** Every contact gets the tag 101. */
    FakeAccount tagged() {
        tags = Set.of(101L);
        account.keap.addTag(101, "Customer");
        return restarted();
    }

    /** The next delivery goes to a new process. */
    FakeAccount restarted() {
        pipeline = Optional.empty();
        return this;
    }

    /** Delivers messages, and forgets the calls before. */
    Outcomes deliver(List<Message> messages) {
        calls.clear();
        if (pipeline.isEmpty()) {
            pipeline = Optional.of(start());
        }
        return pipeline.get().run(messages, Deadline.in(Duration.ofMinutes(2), account.time));
    }

    /** The outcome of each record of the messages with these bodies. */
    List<Outcome> deliver(String... bodies) {
        return outcomes(deliver(Messages.of(bodies)));
    }

    /** The records of messages, before anything is asked. */
    List<PlannedRecord> planned(List<Message> messages) {
        return MappedBatch.of(
                        messages,
                        new MessageRecords(new Streams(Set.of(ObjectType.values()), Map.of())),
                        new KeapObjects(objects.values().toArray(FakeObject[]::new)))
                .asked();
    }

    /** The outcomes without the ids of objects. */
    static List<Outcome> outcomes(Outcomes outcomes) {
        return outcomes.positions().stream()
                .map(outcomes::of)
                .map(outcome ->
                        outcome instanceof Outcome.Written written ? new Outcome.Written(written.effect()) : outcome)
                .toList();
    }

    /** The only object of a type. */
    ObjectNode only(ObjectType type) {
        if (of(type).stored().size() != 1) {
            throw new AssertionError(of(type).stored());
        }
        return of(type).stored().values().iterator().next();
    }

    private Pipeline start() {
        Backoff backoff = new Backoff(() -> 0.5);
        CallLimits limits = new CallLimits(1000, 100_000, 1);
        Pacer pacer = new Pacer(limits, account.time, account.time, () -> 0.5);
        Duration timeout = Duration.ofMinutes(2);
        return new Pipeline(
                new Streams(Set.of(ObjectType.values()), Map.of()),
                AccountWiring.account(
                        account.client, SimulatedAccount.TIMEOUT, account.time, AccountWiring.configured(tags)),
                new Pipeline.Writers(
                        new KeapObjects(objects.values().toArray(FakeObject[]::new)),
                        new TagWriter(account.client, SimulatedAccount.TIMEOUT),
                        new WriteRules(WritePolicy.UPSERT, onDelete),
                        concurrency,
                        pacer,
                        Budget.of(timeout, Duration.ofSeconds(30), pacer.spacing())),
                new RedeliveryDelay(backoff, timeout),
                hasLedger
                        ? Optional.of(new BatchLedger(
                                new Ledger(ledger, Optional.empty(), Duration.ofDays(45), () -> "r" + revisions++),
                                tenant(),
                                Duration.ofSeconds(30)))
                        : Optional.empty());
    }

    private Tenant tenant() {
        CallLimits limits = new CallLimits(1000, 100_000, 1);
        return new Tenant(
                new CredentialProvider(
                        StoredCredential.ofKey(KeapSimulator.API_KEY).credentials(account.time), any -> limits, limits),
                new WhoAmI(account.client, SimulatedAccount.TIMEOUT, account.time),
                account.time);
    }
}
