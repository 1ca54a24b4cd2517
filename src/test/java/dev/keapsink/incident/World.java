package dev.keapsink.incident;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.support.SimulatedDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** Everything an incident takes place in: the account, the queues, the instances of the sink, and time. */
final class World {

    /** The tag that the deployment gives to every contact. */
    static final long CUSTOMER = 101;

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final long SEED = 20260310;

    /** Nothing takes longer than the retention of the queue, and a little more for what comes after it. */
    private static final Duration LONGEST = Duration.ofDays(11);

    /** For what is still under way when the queue is empty. */
    private static final Duration AFTERMATH = Duration.ofMinutes(5);

    final Scheduler time = new Scheduler(START);
    final KeapSimulator keap;
    final Traffic traffic;
    final SimulatedDynamoDb dynamo;
    private final String name;
    private final SetUp setUp;
    private final SimulatedQueue queue;
    private final SimulatedSqs sqs;
    private final Network network;
    private final StoredCredential credential = StoredCredential.ofKey(KeapSimulator.API_KEY);
    private final Deployment deployment;
    private final List<SentRecord> sent = new ArrayList<>();
    private final Map<String, SentRecord> records = new HashMap<>();
    private final Signal drained = new Signal(time);
    private int toCome;
    private Instant firstSent = Instant.MAX;
    private Instant lastDone = Instant.MIN;
    private boolean steady;

    World(String name, SetUp setUp) {
        this.name = name;
        this.setUp = setUp;
        keap = new KeapSimulator(setUp.quota(), time);
        keap.addTag(CUSTOMER, "Customer");
        keap.addTag(Traffic.NEWSLETTER, "Newsletter");
        keap.addTag(Traffic.TRIAL, "Trial");
        traffic = new Traffic(chance("traffic"));
        dynamo = new SimulatedDynamoDb(time, Latency.ofMillis(chance("ledger"), 3, 10)::next);
        queue = new SimulatedQueue(time, setUp.fifo(), setUp.maxReceiveCount());
        sqs = new SimulatedSqs(time, queue, chance("sqs"));
        network = new Network(time, keap, chance("network"));
        deployment = new Deployment(time, setUp.instances(), this::poller);
    }

    /** Every part has its own, so that one more draw in one of them does not change all others. */
    private Random chance(String part) {
        return new Random(SEED ^ (name + "/" + part).hashCode());
    }

    // For scripts.

    Instant at(Duration sinceStart) {
        return START.plus(sinceStart);
    }

    /** Has somebody do something, so long after the beginning. */
    void after(Duration sinceStart, Runnable act) {
        toCome++;
        time.at(at(sinceStart), () -> {
            toCome--;
            act.run();
            noticeEnd();
        });
    }

    void fault(Fault fault, Duration from, Duration until) {
        keap.inject(fault.between(at(from), at(until)));
    }

    /** The key is refused from then until somebody has it accepted again. */
    void keyRevoked(Duration from, Duration until) {
        after(from, () -> keap.acceptKey("another key"));
        after(until, () -> keap.acceptKey(KeapSimulator.API_KEY));
    }

    /** The key is revoked at one moment, and somebody puts another one into the parameter at a later one. */
    void keyReplaced(Duration revoked, Duration replaced) {
        after(revoked, () -> keap.acceptKey("KeapAK-simulator-0001"));
        after(
                replaced,
                () -> credential.put(
                        StoredCredential.ofKey("KeapAK-simulator-0001").read()));
    }

    void tagMissing(long tag, Duration from, Duration until) {
        after(from, () -> keap.removeTag(tag));
        after(until, () -> keap.addTag(tag, "Restored"));
    }

    void sqsTrouble(SimulatedSqs.Trouble.Kind kind, Class<? extends SqsRequest> call, Duration from, Duration until) {
        sqs.trouble(new SimulatedSqs.Trouble(kind, call, at(from), at(until)));
    }

    /** So many records at once. */
    void spike(Duration when, int count, Supplier<SentRecord> record) {
        Stream.generate(() -> record).limit(count).forEach(one -> after(when, () -> send(one.get())));
    }

    /** A record now and then, at a steady rate. */
    void steady(Duration from, Duration until, Duration pause, Supplier<SentRecord> record) {
        for (Duration when = from; when.compareTo(until) < 0; when = when.plus(pause)) {
            after(when, () -> send(record.get()));
        }
    }

    void send(SentRecord record) {
        sent.add(record);
        enqueue(record);
    }

    private void enqueue(SentRecord record) {
        firstSent = firstSent.isBefore(time.instant()) ? firstSent : time.instant();
        records.put(queue.send(record), record);
    }

    /** Has every so many messages delivered a second time. */
    void deliverAgain(int every, Duration within) {
        Random chance = chance("repeats");
        queue.repeat(every, () -> Duration.ofMillis((long) (within.toMillis() * chance.nextDouble())));
    }

    /** Moves the dead-letter queue back, as an operator does after the mending. */
    void redrive() {
        queue.takeDeadLetters().forEach(this::enqueue);
    }

    /** Sends what was rejected again, as an operator does after the mending. */
    void replayRejects() {
        List<SendMessageBatchRequestEntry> rejects = List.copyOf(sqs.rejects());
        sqs.rejects().clear();
        rejects.forEach(reject -> enqueue(rejected(reject)));
    }

    private SentRecord rejected(SendMessageBatchRequestEntry reject) {
        return records.get(reject.messageAttributes().get("SourceMessageId").stringValue());
    }

    /** Kills what runs, as a crash of the function does. */
    void crash() {
        deployment.kill();
    }

    /** Deploys the function anew, as a change of its settings does. */
    void redeploy() {
        deployment.redeploy();
    }

    /** From here to its end the incident is a steady backlog, for which the use of the quota means something. */
    void measureQuota() {
        steady = true;
    }

    // From beginning to end.

    IncidentResult play(String description, Consumer<World> script) {
        time.run(() -> {
            script.accept(this);
            deployment.start();
            while (!isDrained() && time.instant().isBefore(at(LONGEST))) {
                drained.await(at(LONGEST));
            }
            time.sleep(AFTERMATH);
            deployment.stop();
        });
        Instant end = lastDone.isAfter(firstSent) ? lastDone : firstSent;
        return new IncidentResult(
                name,
                description,
                new Books(sent, keap, setUp.fifo()).audit(queue, takenRejects()),
                SoundRecords.of(queue.done()),
                KeapLoad.of(keap.calls(), network, steady ? List.of(firstSent, end) : List.of(), setUp.quota()),
                sqs.longestDelay(),
                Duration.between(firstSent, end),
                deployment.returned(),
                deployment.timeouts());
    }

    private Poller poller(int number) {
        Sink.Settings settings = new Sink.Settings(
                setUp.instances(),
                CUSTOMER,
                setUp.streams(),
                setUp.mapping(),
                chance("sink " + number),
                setUp.ledger() ? Optional.of(dynamo) : Optional.empty());
        return new Poller(
                time,
                queue,
                setUp.batchSize(),
                () -> new Sink(time, network, credential, sqs, settings),
                this::noticeDeletion);
    }

    private void noticeDeletion() {
        lastDone = time.instant();
        noticeEnd();
    }

    private void noticeEnd() {
        if (isDrained()) {
            drained.raise();
        }
    }

    private boolean isDrained() {
        return toCome == 0 && queue.isEmpty();
    }

    private List<SentRecord> takenRejects() {
        return sqs.rejects().stream().map(this::rejected).toList();
    }
}
