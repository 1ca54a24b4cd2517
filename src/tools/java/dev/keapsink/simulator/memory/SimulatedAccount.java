package dev.keapsink.simulator.memory;

import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.Pacer;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A simulated account and the function's client for it, on virtual time, for tests of a single writer or look-up. */
public final class SimulatedAccount {

    /** How long a call may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final CallLimits LIMITS = new CallLimits(1000, 100_000, 1);

    /** The clock of the account and of the client. */
    public final VirtualTime time = new VirtualTime();

    /** The account. */
    public final KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, time);

    private final Credentials credentials =
            StoredCredential.ofKey(KeapSimulator.API_KEY).credentials(time);
    final InMemoryKeap transport = new InMemoryKeap(keap, time, credentials);

    /** The client, whose limits are too high to slow a test down. */
    public final KeapClient client = new KeapClient(
            transport,
            new Guard<>(new Backoff(() -> 0.5), time, time),
            new Pacer(LIMITS, time, time, () -> 0.5),
            new CredentialProvider(credentials, credential -> LIMITS, LIMITS),
            new CallMeter(),
            time);

    /** Adds custom fields to the account. */
    public SimulatedAccount with(CustomField... fields) {
        Stream.of(fields).forEach(keap::addCustomField);
        return this;
    }

    /** Has the account behave so where Keap's behaviour is not known; see {@link Behaviour}. */
    public SimulatedAccount behaving(Behaviour.Choice... choices) {
        keap.behave(keap.behaviour().with(choices));
        return this;
    }

    /** A deadline two minutes from now. */
    public Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(2), time);
    }

    /** Answers the next call of this kind in place of the account. Quotation marks in the JSON may be single. */
    public void answerNext(String method, String path, int status, String json) {
        keap.inject(Fault.answering(status, "application/json", json.replace('\'', '"'))
                .onNext(1)
                .matching(method, path));
    }

    /** The calls so far as {@code METHOD path}. */
    public List<String> calls() {
        return keap.calls().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    /** The body of the last call. */
    public String lastBody() {
        return keap.calls().getLast().body();
    }
}
