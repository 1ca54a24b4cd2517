package dev.keapsink.incident;

import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.batch.Budget;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.credential.Credentials;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.Pacer;
import dev.keapsink.keap.ReplyClassifier;
import dev.keapsink.keap.Tenant;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Specimen;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Streams;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InOrder;
import dev.keapsink.simulator.memory.SimulatedTransport;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One instance of the function, until it is killed: from then on none of its calls leaves it, and nobody hears of it. */
final class MortalInstance {

    static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** After it was sent a call is carried out within this time, or never. */
    static final Duration LATEST_ARRIVAL = Duration.ofSeconds(25);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final CallLimits LIMITS = new CallLimits(1000, 100_000, 1);

    /** The requests for objects themselves. */
    private static final Pattern OBJECTS = Pattern.compile(
            "/v2/(contacts|companies|products|opportunities|orders|notes|tasks|files)(/\\d+(/(notes|payments)(/\\d+)?)?)?");

    private final Scheduler time;
    private final Random chance;
    private final KeapSimulator keap;
    private final LedgerStore store;
    private final Deployment deployment;
    private final BatchProcessor processor;
    private final List<String> troubles = new ArrayList<>();
    private int callsLeft = Integer.MAX_VALUE;
    private boolean troubled;
    private boolean dead;

    /**
     * What all instances have in common.
     *
     * @param specimen the records that are written
     * @param rejects takes the rejects
     */
    record Deployment(Specimen specimen, OnDelete onDelete, Consumer<Rejected> rejects) {}

    MortalInstance(Scheduler time, Random chance, KeapSimulator keap, LedgerStore store, Deployment deployment) {
        this.time = time;
        this.chance = chance;
        this.keap = keap;
        this.store = store;
        this.deployment = deployment;
        this.processor = processor();
    }

    /** The next invocation is killed at its so-many-th call; if it is a troubled one, calls may be answered too late. */
    void prepare(int killedAt, boolean inTrouble) {
        callsLeft = killedAt;
        troubled = inTrouble;
        troubles.clear();
    }

    List<String> invoke(List<Message> batch) {
        return processor.process(batch, Deadline.in(TIMEOUT, time));
    }

    boolean isDead() {
        return dead;
    }

    List<String> troubles() {
        return troubles;
    }

    private SimulatedReply exchange(SimulatedRequest request, Duration timeout) {
        if (dead) {
            throw SimulatedTransport.broken();
        }
        if (isLookUpInLists(request)) {
            return keap.handle(request);
        }
        time.sleep(Duration.ofMillis(1 + chance.nextInt(300)));
        boolean killed = isKilledNow();
        boolean late = killed ? chance.nextInt(3) == 0 : troubled && chance.nextInt(25) == 0;
        if (late) {
            // On its way, and carried out when nobody waits for the answer any more.
            Duration arrival = CALL_TIMEOUT.plusMillis(
                    chance.nextInt((int) LATEST_ARRIVAL.minus(CALL_TIMEOUT).toMillis()));
            time.at(time.instant().plus(arrival), () -> keap.handle(request));
            note("late " + request.method() + " " + request.path());
            if (!killed) {
                time.sleep(timeout);
                throw ReplyClassifier.notAnswered();
            }
        } else if (!killed || chance.nextBoolean()) {
            SimulatedReply reply = keap.handle(request);
            if (!killed) {
                return reply;
            }
            note("killed after " + request.method() + " " + request.path());
        }
        die();
        throw SimulatedTransport.broken();
    }

    /** Which leave nothing behind, so that it is enough if all else may go wrong. */
    private static boolean isLookUpInLists(SimulatedRequest request) {
        return request.method().equals("GET")
                && !OBJECTS.matcher(request.path()).matches();
    }

    private <T> T stored(String what, Supplier<T> effect) {
        if (dead) {
            throw LedgerUnavailable.forNow("The process is gone");
        }
        time.sleep(Duration.ofMillis(1 + chance.nextInt(20)));
        boolean killed = isKilledNow();
        if (killed && chance.nextBoolean()) {
            note("killed before " + what);
            die();
            throw LedgerUnavailable.forNow("The process is gone");
        }
        if (!killed && troubled && chance.nextInt(30) == 0) {
            note("no " + what);
            throw LedgerUnavailable.forNow("The ledger is throttled");
        }
        T result = effect.get();
        boolean unanswered = troubled && chance.nextInt(30) == 0;
        if (killed || unanswered) {
            note((killed ? "killed after " : "unanswered ") + what);
            dead |= killed;
            throw LedgerUnavailable.forNow("The ledger did not answer");
        }
        return result;
    }

    private boolean isKilledNow() {
        return --callsLeft == 0;
    }

    private void die() {
        dead = true;
    }

    private void note(String trouble) {
        troubles.add(trouble);
    }

    /** The way to the ledger, on which an instance may die. */
    private final class DistantStore implements LedgerStore {
        @Override
        public Instant now() {
            return store.now();
        }

        @Override
        public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
            return stored("read", () -> store.read(keys, deadline));
        }

        @Override
        public Optional<Other> replace(LedgerKey key, LedgerEntry read, LedgerEntry next, Deadline deadline) {
            return stored(next.state().name(), () -> store.replace(key, read, next, deadline));
        }
    }

    private BatchProcessor processor() {
        Credentials credentials = StoredCredential.ofKey(KeapSimulator.API_KEY).credentials(time);
        Backoff backoff = new Backoff(chance::nextDouble);
        Pacer pacer = new Pacer(LIMITS, time, time, chance::nextDouble);
        CredentialProvider access = new CredentialProvider(credentials, any -> LIMITS, LIMITS);
        KeapClient client = new KeapClient(
                new SimulatedTransport(credentials, this::exchange),
                new Guard<>(backoff, time, time),
                pacer,
                access,
                new CallMeter(),
                time);
        Ledger ledger = new Ledger(
                new DistantStore(), Optional.empty(), Duration.ofDays(45), () -> Long.toHexString(chance.nextLong()));
        Budget budget = Budget.of(TIMEOUT, CALL_TIMEOUT, pacer.spacing());
        RedeliveryDelay redelivery = new RedeliveryDelay(backoff, TIMEOUT);
        Pipeline pipeline = new Pipeline(
                new Streams(deployment.specimen().written(), Map.of()),
                AccountWiring.account(client, CALL_TIMEOUT, time, AccountWiring.configured(Set.of(Interleaving.TAG))),
                new Pipeline.Writers(
                        AccountWiring.objects(
                                client,
                                CALL_TIMEOUT,
                                time,
                                new ContactSettings(MatchRule.EMAIL, ContactMapping.AUTOMATIC, null),
                                true,
                                WritePolicy.UPSERT),
                        new TagWriter(client, CALL_TIMEOUT),
                        new WriteRules(WritePolicy.UPSERT, deployment.onDelete()),
                        new InOrder(),
                        pacer,
                        budget),
                redelivery,
                Optional.of(new BatchLedger(
                        ledger,
                        new Tenant(access, new WhoAmI(client, CALL_TIMEOUT, time), time),
                        Duration.ofSeconds(30))));
        return new BatchProcessor(
                pipeline, new Settlement(rejectQueue(), Visibility.none(), redelivery), budget, figures -> {});
    }

    /** A queue that is out of reach once the instance is dead. */
    private RejectQueue rejectQueue() {
        return (rejects, deadline) -> {
            if (dead) {
                return Set.of();
            }
            rejects.forEach(reject -> deployment.rejects().accept(reject.rejection()));
            return rejects.stream().map(reject -> reject.position().index()).collect(Collectors.toSet());
        };
    }
}
