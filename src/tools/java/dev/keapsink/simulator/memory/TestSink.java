package dev.keapsink.simulator.memory;

import dev.keapsink.batch.BatchFigures;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.batch.Budget;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.batch.Pipeline.Traced;
import dev.keapsink.batch.VerifiedAccount;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
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
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The whole sink in memory: the real code between hand-made queues and the simulator, on virtual time. */
public final class TestSink {

    public final VirtualTime time;
    public final KeapSimulator keap;

    /** What was rejected and what was hidden, since the start, by message id, and {@code id#n} for the n-th of several records. */
    public final Map<String, Rejected> rejected = new LinkedHashMap<>();

    /** The same rejects as the queue was given them. */
    public final Map<String, RejectQueue.Reject> rejects = new LinkedHashMap<>();

    /** What the batches came to. */
    public final List<BatchFigures> figures = new ArrayList<>();

    public final Map<String, Duration> hidden = new LinkedHashMap<>();

    /** The same of rejects that the reject queue did not take, since the start. */
    public final Set<String> notTaken = new LinkedHashSet<>();

    private Predicate<String> taken = id -> true;
    private Duration timeout = Duration.ofMinutes(2);
    private Set<Long> tagIds = Set.of();
    private String contactType;
    private MatchRule matchRule = MatchRule.EMAIL;
    private WritePolicy writePolicy = WritePolicy.UPSERT;
    private ContactMapping mapping = ContactMapping.AUTOMATIC;
    private OnDelete onDelete = OnDelete.UNTAG;
    private Concurrency concurrency = new InOrder();
    private int callsASecond = 1000;
    private int callsAMinute = 100_000;

    /** Where the credential is kept. */
    public final StoredCredential credential = StoredCredential.ofKey(KeapSimulator.API_KEY);

    /** What is remembered, if anything is. */
    public MemoryLedger ledger;

    private LedgerStore store;
    private int revisions;
    private InMemoryKeap apis;
    private BatchProcessor processor;
    private Pipeline pipeline;

    public TestSink() {
        this(Quota.GENEROUS);
    }

    private TestSink(VirtualTime time, KeapSimulator keap) {
        this.time = time;
        this.keap = keap;
    }

    public TestSink(Quota quota) {
        time = new VirtualTime();
        keap = new KeapSimulator(quota, time);
        keap.addTag(101, "Customer");
        keap.addTag(102, "Newsletter");
    }

    public TestSink tags(Long... ids) {
        tagIds = new LinkedHashSet<>(List.of(ids));
        return this;
    }

    public TestSink contactType(String type) {
        contactType = type;
        return this;
    }

    public TestSink matching(MatchRule rule) {
        matchRule = rule;
        return this;
    }

    public TestSink writing(WritePolicy policy) {
        writePolicy = policy;
        return this;
    }

    /** A mapping document; quotation marks may be single. */
    public TestSink mapping(String document) {
        return mapping(ContactMappingReader.read(document.replace('\'', '"')));
    }

    public TestSink mapping(ContactMapping other) {
        mapping = other;
        return this;
    }

    /** From now on producers write what can be read in several ways like this; call it after giving a mapping. */
    public TestSink reading(Conventions conventions) {
        mapping = mapping.reading(conventions);
        return this;
    }

    public TestSink onDelete(OnDelete what) {
        onDelete = what;
        return this;
    }

    public TestSink timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    public TestSink pace(int aSecond, int aMinute) {
        callsASecond = aSecond;
        callsAMinute = aMinute;
        return this;
    }

    public TestSink key(String wrong) {
        credential.put(StoredCredential.ofKey(wrong).read());
        return this;
    }

    public TestSink concurrently(Concurrency other) {
        concurrency = other;
        return this;
    }

    public TestSink withoutRejectQueue() {
        return rejectQueueTaking(id -> false);
    }

    /** From now on the reject queue takes only the records with these ids. */
    public TestSink rejectQueueTaking(Predicate<String> ids) {
        taken = ids;
        return this;
    }

    /** From now on the sink has a ledger. */
    public TestSink remembering() {
        ledger = new MemoryLedger(time);
        return remembering(ledger);
    }

    /** The same with a ledger of one's own. */
    public TestSink remembering(LedgerStore other) {
        store = other;
        return this;
    }

    /** Another instance of the same deployment, but for what only the settings of this one say. */
    public TestSink twin() {
        TestSink twin = new TestSink(time, keap);
        twin.ledger = ledger;
        twin.store = store;
        twin.tagIds = tagIds;
        twin.revisions = 1_000_000;
        return twin;
    }

    /** The next delivery meets another process, which knows nothing but what is stored. */
    public TestSink restarted() {
        processor = null;
        return this;
    }

    /** Processes one delivery as one invocation of a warm function; the ids of the returned messages. */
    public List<String> deliver(List<Message> messages) {
        if (processor == null) {
            processor = processor(request -> Optional.empty());
        }
        return processor.process(messages, Deadline.in(timeout, time));
    }

    /** What a check previews of one message: no write reaches Keap. */
    public List<Outcome> preview(Message message) {
        return preview(List.of(message));
    }

    /** The same of several, one after the other. */
    public List<Outcome> preview(List<Message> messages) {
        processor(new DryRun());
        return messages.stream()
                .flatMap(message -> pipeline.trace(message, Deadline.in(timeout, time)).stream())
                .map(Traced::outcome)
                .toList();
    }

    /** The same, but the invocation is killed after so many calls to Keap, and the next one is of a new process. */
    public List<String> killedAfter(int calls, List<Message> messages) {
        if (processor == null) {
            processor = processor(request -> Optional.empty());
        }
        apis.endAfter(calls);
        List<String> returned = deliver(messages);
        processor = null;
        return returned;
    }

    public List<String> deliver(String... bodies) {
        return deliver(Messages.of(bodies));
    }

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

    public List<String> writes() {
        return keap.calls().stream()
                .filter(Call::isWrite)
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    public StoredContact contact(String email) {
        List<StoredContact> found = keap.contacts().stream()
                .filter(contact -> contact.emails().contains(email))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " contacts have the address " + email);
        }
        return found.getFirst();
    }

    /** What Keap's documentation objects to in the calls so far, but for the one mistake that records make on purpose. */
    public List<String> objections() {
        return keap.calls().stream()
                .flatMap(call -> RequestModel.problems(call, keap.behaviour()).stream())
                .filter(problem -> !problem.contains("has no full region"))
                .toList();
    }

    private BatchProcessor processor(Function<KeapRequest, Optional<KeapReply>> instead) {
        Credentials credentials = credential.credentials(time);
        apis = new InMemoryKeap(keap, time, credentials, instead);
        Backoff backoff = new Backoff(() -> 0.5);
        CallLimits limits = new CallLimits(callsASecond, callsAMinute, 1);
        Pacer pacer = new Pacer(limits, time, time, () -> 0.5);
        CredentialProvider credentialProvider = new CredentialProvider(credentials, any -> limits, limits);
        KeapClient client = new KeapClient(
                apis, new Guard<>(backoff, time, time), pacer, credentialProvider, new CallMeter(), time);
        Duration call = Duration.ofSeconds(15);
        RedeliveryDelay redelivery = new RedeliveryDelay(backoff, timeout);
        Budget budget = Budget.of(timeout, Duration.ofSeconds(30), pacer.spacing());
        pipeline = new Pipeline(
                Accounts.account(client, call, time, configured()),
                new Pipeline.Writers(
                        Accounts.objects(
                                client,
                                call,
                                time,
                                matchRule,
                                mapping,
                                mapping.constants().contactType().orElse(contactType)),
                        new TagWriter(client, Duration.ofSeconds(30)),
                        new WriteRules(writePolicy, onDelete),
                        concurrency,
                        pacer,
                        budget),
                redelivery,
                Optional.ofNullable(store)
                        .map(known -> new BatchLedger(
                                new Ledger(known, Optional.empty(), Duration.ofDays(45), () -> "r" + revisions++),
                                new Tenant(credentialProvider, new WhoAmI(client, call, time), time),
                                Duration.ofSeconds(30))));
        return new BatchProcessor(
                pipeline, new Settlement(rejectQueue(), visibility(), redelivery), budget, figures::add);
    }

    private VerifiedAccount.Configured configured() {
        Set<Long> ids = new LinkedHashSet<>(tagIds);
        ids.addAll(mapping.constants().tagIds());
        return new VerifiedAccount.Configured(ids, mapping.constants().tags());
    }

    private RejectQueue rejectQueue() {
        return (sent, deadline) -> {
            sent.forEach(reject -> {
                String id = id(reject.position());
                if (taken.test(id)) {
                    rejected.put(id, reject.rejection());
                    rejects.put(id, reject);
                } else {
                    notTaken.add(id);
                }
            });
            return sent.stream()
                    .map(RejectQueue.Reject::position)
                    .filter(position -> taken.test(id(position)))
                    .map(RecordPosition::index)
                    .collect(Collectors.toSet());
        };
    }

    private static String id(RecordPosition place) {
        return place.number() == 0 ? place.message().id() : place.message().id() + "#" + place.number();
    }

    private Visibility visibility() {
        return (delays, deadline) ->
                delays.forEach(delay -> hidden.put(delay.message().id(), delay.after()));
    }
}
