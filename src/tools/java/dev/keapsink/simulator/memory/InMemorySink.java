package dev.keapsink.simulator.memory;

import dev.keapsink.batch.BatchFigures;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.batch.Budget;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.batch.Pipeline.Traced;
import dev.keapsink.batch.VerifiedAccount;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.credential.Credentials;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.DryRun;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.Pacer;
import dev.keapsink.keap.Tenant;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Streams;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.RequestModel;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.tag.TagWriter;
import dev.keapsink.value.Conventions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole sink in memory, on virtual time: the function's code between the simulator and queues that only record. The
 * function starts at the first delivery and at the first one after {@link #restarted}. Settings take effect at its
 * start.
 */
public final class InMemorySink {

    /** The clock of the sink and of Keap. */
    public final VirtualTime time;

    /** The Keap account. */
    public final KeapSimulator keap;

    /**
     * The rejections that the reject queue took so far, by the record's id: the message's, or {@code id#n} for its n-th
     * record.
     */
    public final Map<String, Rejected> rejected = new LinkedHashMap<>();

    /** The same rejections with the position of their record. */
    public final Map<String, RejectQueue.Reject> rejects = new LinkedHashMap<>();

    /** The figures of each batch so far. */
    public final List<BatchFigures> figures = new ArrayList<>();

    /** The last delay that each returned message was given, by message id. */
    public final Map<String, Duration> hidden = new LinkedHashMap<>();

    /** The ids of the records that the reject queue did not take, so far. */
    public final Set<String> notTaken = new LinkedHashSet<>();

    private Predicate<String> taken = id -> true;
    private Duration timeout = Duration.ofMinutes(2);
    private Set<Long> tagIds = Set.of();
    private @Nullable String contactType;
    private MatchRule matchRule = MatchRule.EMAIL;
    private WritePolicy writePolicy = WritePolicy.UPSERT;
    private ContactMapping mapping = ContactMapping.AUTOMATIC;
    private OnDelete onDelete = OnDelete.UNTAG;
    private List<KeapObject> besideContacts = List.of();
    private Concurrency concurrency = new InOrder();
    private Streams streams = Streams.DEFAULT;
    private int callsASecond = 1000;
    private int callsAMinute = 100_000;

    /** The stored credential: at first the key that the simulator accepts. */
    public final StoredCredential credential = StoredCredential.ofKey(KeapSimulator.API_KEY);

    /** The ledger that {@link #withLedger()} turns on; empty before. */
    public final MemoryLedger ledger;

    private Optional<LedgerStore> store = Optional.empty();
    private int revisions;
    private @Nullable Instance warm;

    /** A started instance of the function. */
    private record Instance(Lifetime lifetime, Pipeline pipeline, BatchProcessor processor) {}

    /** A sink for an account with the tags 101 and 102 and a quota that no test uses up. */
    public InMemorySink() {
        this(Quota.GENEROUS);
    }

    /** A sink for an account with the tags 101 and 102 and this quota. */
    public InMemorySink(Quota quota) {
        time = new VirtualTime();
        keap = new KeapSimulator(quota, time);
        keap.addTag(101, "Customer");
        keap.addTag(102, "Newsletter");
        ledger = new MemoryLedger(time);
    }

    private InMemorySink(InMemorySink other) {
        time = other.time;
        keap = other.keap;
        ledger = other.ledger;
    }

    /** The tags that every contact gets. */
    public InMemorySink tags(Long... ids) {
        tagIds = new LinkedHashSet<>(List.of(ids));
        return this;
    }

    /** Writes the streams of these types; contacts alone at first. */
    public InMemorySink streams(ObjectType... types) {
        streams = new Streams(Set.of(types), Map.of());
        return this;
    }

    /** The contact type of records that name none. */
    public InMemorySink contactType(String type) {
        contactType = type;
        return this;
    }

    /** How a record finds its contact; by e-mail at first. */
    public InMemorySink matching(MatchRule rule) {
        matchRule = rule;
        return this;
    }

    /** Which contacts are written; new and known ones at first. */
    public InMemorySink writing(WritePolicy policy) {
        writePolicy = policy;
        return this;
    }

    /** The mapping, as a JSON document whose quotation marks may be single. */
    public InMemorySink mapping(String document) {
        return mapping(ContactMappingReader.read(document.replace('\'', '"')));
    }

    /** The mapping; automatic at first. */
    public InMemorySink mapping(ContactMapping other) {
        mapping = other;
        return this;
    }

    /** How producers write ambiguous values, such as dates; call it after {@link #mapping(ContactMapping)}. */
    public InMemorySink reading(Conventions conventions) {
        mapping = mapping.reading(conventions);
        return this;
    }

    /** The effect of a delete; it removes tags at first. */
    public InMemorySink onDelete(OnDelete effect) {
        onDelete = effect;
        return this;
    }

    /** How long an invocation may take; two minutes at first. */
    public InMemorySink timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    /** How many calls the sink makes a second and a minute at most. */
    public InMemorySink pace(int aSecond, int aMinute) {
        callsASecond = aSecond;
        callsAMinute = aMinute;
        return this;
    }

    /** Stores another API key, which Keap may refuse. */
    public InMemorySink key(String key) {
        credential.put(StoredCredential.ofKey(key).read());
        return this;
    }

    /** How parallel work runs; one item after the other at first. */
    public InMemorySink concurrently(Concurrency other) {
        concurrency = other;
        return this;
    }

    /** From now on no reject queue takes a record. */
    public InMemorySink withoutRejectQueue() {
        return rejectQueueTaking(id -> false);
    }

    /** From now on the reject queue takes only the records with these ids. */
    public InMemorySink rejectQueueTaking(Predicate<String> ids) {
        taken = ids;
        return this;
    }

    /** The sink has a ledger: {@link #ledger}. */
    public InMemorySink withLedger() {
        return withLedger(ledger);
    }

    /** The sink has this ledger. */
    public InMemorySink withLedger(LedgerStore other) {
        store = Optional.of(other);
        return this;
    }

    /** The sink has no ledger, as at first. */
    public InMemorySink withoutLedger() {
        store = Optional.empty();
        return this;
    }

    /**
     * Another instance for the same account and ledger. It has the same tags; all other settings are those of a new
     * sink.
     */
    public InMemorySink otherInstance() {
        InMemorySink other = new InMemorySink(this);
        other.store = store;
        other.tagIds = tagIds;
        other.revisions = 1_000_000;
        return other;
    }

    /** The next delivery goes to a new process, which knows only the stored data. */
    public InMemorySink restarted() {
        warm = null;
        return this;
    }

    /**
     * Processes one delivery as one invocation of a warm function.
     *
     * @return the ids of the messages that are returned to the queue
     */
    public List<String> deliver(List<Message> messages) {
        return warm().processor().process(messages, Deadline.in(timeout, time));
    }

    /** The outcomes of a message in a dry run, as a check previews them. No write reaches Keap. */
    public List<Outcome> preview(Message message) {
        return preview(List.of(message));
    }

    /** The same for several messages, one after the other. */
    public List<Outcome> preview(List<Message> messages) {
        Pipeline pipeline = pipeline(new DryRun());
        return messages.stream()
                .flatMap(message -> pipeline.trace(message, Deadline.in(timeout, time)).stream())
                .map(Traced::outcome)
                .toList();
    }

    /** The pipeline of the warm function, for a caller that settles its outcomes itself. */
    public Pipeline pipeline() {
        return warm().pipeline();
    }

    /** A pipeline of which the dry run gets the writes, as that of a check. */
    public Pipeline pipeline(DryRun dryRun) {
        return start(dryRun).pipeline();
    }

    /**
     * Delivers to a process that is killed: after so many calls, to Keap and to the ledger together, no further one
     * leaves it. The next delivery goes to a new process.
     */
    public List<String> killedAfter(int calls, List<Message> messages) {
        warm().lifetime().endAfter(calls);
        List<String> returned = deliver(messages);
        warm = null;
        return returned;
    }

    /** Delivers messages with these bodies, for the first time. */
    public List<String> deliver(String... bodies) {
        return deliver(Messages.of(bodies));
    }

    /** The reason's code of each rejection that the reject queue took, by record id. */
    public Map<String, String> reasons() {
        return rejected.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().reason().code()));
    }

    /** The calls so far as {@code METHOD path}. */
    public List<String> calls() {
        return keap.calls().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    /** How many calls there were so far, to Keap and to the ledger together. */
    public int effort() {
        return keap.calls().size() + ledger.reads() + ledger.writes();
    }

    /** The writes so far as {@code METHOD path}. */
    public List<String> writes() {
        return keap.calls().stream()
                .filter(Call::isWrite)
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    /** Objects of other types, whose streams are written beside the contacts. */
    public InMemorySink beside(KeapObject... objects) {
        besideContacts = List.of(objects);
        return this;
    }

    /**
     * The contact with this e-mail address in any slot.
     *
     * @throws AssertionError if none or several contacts have it
     */
    public StoredContact contact(String email) {
        List<StoredContact> found = keap.contacts().stream()
                .filter(contact -> contact.emails().contains(email))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " contacts have the address " + email);
        }
        return found.getFirst();
    }

    /**
     * The problems of the calls so far by Keap's documentation. They leave out an incomplete region, which the tests'
     * records have on purpose.
     */
    public List<String> objections() {
        return keap.calls().stream()
                .flatMap(call -> RequestModel.problems(call, keap.behaviour()).stream())
                .filter(problem -> !problem.contains("has no full region"))
                .toList();
    }

    private Instance warm() {
        if (warm == null) {
            warm = start(request -> Optional.empty());
        }
        return warm;
    }

    private Instance start(Function<KeapRequest, Optional<KeapReply>> instead) {
        Credentials credentials = credential.credentials(time);
        Lifetime lifetime = new Lifetime();
        InMemoryKeap transport = new InMemoryKeap(keap, time, credentials, instead, lifetime);
        Backoff backoff = new Backoff(() -> 0.5);
        CallLimits limits = new CallLimits(callsASecond, callsAMinute, 1);
        Pacer pacer = new Pacer(limits, time, time, () -> 0.5);
        CredentialProvider credentialProvider = new CredentialProvider(credentials, any -> limits, limits);
        KeapClient client = new KeapClient(
                transport, new Guard<>(backoff, time, time), pacer, credentialProvider, new CallMeter(), time);
        Duration call = Duration.ofSeconds(15);
        RedeliveryDelay redelivery = new RedeliveryDelay(backoff, timeout);
        Budget budget = Budget.of(timeout, Duration.ofSeconds(30), pacer.spacing());
        Pipeline pipeline = new Pipeline(
                streams(),
                AccountWiring.account(client, call, time, configured()),
                new Pipeline.Writers(
                        objects(client, call),
                        new TagWriter(client, Duration.ofSeconds(30)),
                        new WriteRules(writePolicy, onDelete),
                        concurrency,
                        pacer,
                        budget),
                redelivery,
                store.map(entries -> new BatchLedger(
                        new Ledger(
                                lifetime.reaching(entries),
                                Optional.empty(),
                                Duration.ofDays(45),
                                () -> "r" + revisions++),
                        new Tenant(credentialProvider, new WhoAmI(client, call, time), time),
                        Duration.ofSeconds(30))));
        Settlement settlement = new Settlement(rejectQueue(), visibility(), redelivery);
        return new Instance(lifetime, pipeline, new BatchProcessor(pipeline, settlement, budget, figures::add));
    }

    private KeapObjects objects(KeapClient client, Duration timeout) {
        return AccountWiring.objects(
                        client,
                        timeout,
                        time,
                        new ContactSettings(
                                matchRule,
                                mapping,
                                mapping.constants().contactType().orElse(contactType)),
                        store.isPresent(),
                        writePolicy)
                .and(besideContacts);
    }

    private Streams streams() {
        Set<ObjectType> types = EnumSet.copyOf(streams.types());
        besideContacts.forEach(object -> types.add(object.type()));
        return new Streams(types, Map.of());
    }

    private VerifiedAccount.Configured configured() {
        Set<Long> ids = new LinkedHashSet<>(tagIds);
        ids.addAll(mapping.constants().tagIds());
        return new VerifiedAccount.Configured(ids, mapping.constants().tags());
    }

    private RejectQueue rejectQueue() {
        return (sent, deadline) -> {
            sent.forEach(reject -> {
                String id = reject.position().id();
                if (taken.test(id)) {
                    rejected.put(id, reject.rejection());
                    rejects.put(id, reject);
                } else {
                    notTaken.add(id);
                }
            });
            return sent.stream()
                    .map(RejectQueue.Reject::position)
                    .filter(position -> taken.test(position.id()))
                    .map(RecordPosition::index)
                    .collect(Collectors.toSet());
        };
    }

    private Visibility visibility() {
        return (delays, deadline) ->
                delays.forEach(delay -> hidden.put(delay.message().id(), delay.after()));
    }
}
