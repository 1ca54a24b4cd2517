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

/** A simulated account and the real client for it, on virtual time: what one writer or look-up needs. */
public final class KeapAccount {

    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    public final VirtualTime time = new VirtualTime();
    public final KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, time);
    private static final CallLimits LIMITS = new CallLimits(1000, 100_000, 1);

    private final Credentials credentials =
            StoredCredential.ofKey(KeapSimulator.API_KEY).credentials(time);
    final InMemoryKeap transport = new InMemoryKeap(keap, time, credentials);
    public final KeapClient client = new KeapClient(
            transport,
            new Guard<>(new Backoff(() -> 0.5), time, time),
            new Pacer(LIMITS, time, time, () -> 0.5),
            new CredentialProvider(credentials, credential -> LIMITS, LIMITS),
            new CallMeter(),
            time);

    /** The account has these custom fields, too. */
    public KeapAccount with(CustomField... fields) {
        Stream.of(fields).forEach(keap::addCustomField);
        return this;
    }

    /** The account makes these choices where Keap's own are not known; see {@link Behaviour}. */
    public KeapAccount behaving(Behaviour.Choice... choices) {
        keap.behave(keap.behaviour().with(choices));
        return this;
    }

    public Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(2), time);
    }

    /** The next call of this kind is answered so instead of by the account. Quotation marks in JSON are single. */
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
