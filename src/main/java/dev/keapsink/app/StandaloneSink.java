package dev.keapsink.app;

import dev.keapsink.batch.Pipeline;
import dev.keapsink.check.Check;
import dev.keapsink.check.CheckReport;
import dev.keapsink.check.CheckRequest;
import dev.keapsink.check.LedgerChecks;
import dev.keapsink.check.LedgerLookUp;
import dev.keapsink.check.Previews;
import dev.keapsink.check.QueueChecks;
import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.DryRun;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.tag.TagWriter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The sink without queues, for a command that receives records itself. It may have several pipelines, each with its own
 * streams and mapping; they share the connection to Keap, its pace and the ledger.
 */
public final class StandaloneSink {

    /** The ordinal of environment variables in MicroProfile Config. */
    private static final int ORDINAL = 300;

    private final List<Settings> deployments = new ArrayList<>();
    private final Ports ports;
    private final Credentials credentials;
    private final Assembly first;
    private final Concurrency concurrency = new VirtualThreads(Wiring.CALLS_AT_ONCE);

    /**
     * The connections of the sink.
     *
     * @param keap makes the transport to Keap's REST API at this address
     * @param tokens makes the transport to the token endpoint at this address
     */
    public record Ports(
            GrantStore credential,
            BiFunction<URI, KeapAuthentication, KeapTransport> keap,
            Function<URI, TokenTransport> tokens,
            Memory memory,
            Clock clock) {}

    /** Where the ledger is. */
    public sealed interface Memory {
        /** There is no ledger. */
        record Nowhere() implements Memory {}

        /** The ledger is in this store. The settings name its table. */
        record InStore(LedgerStore store, LedgerLookUp lookUp) implements Memory {}

        /** The ledger is in the DynamoDB table that the settings name. */
        record InDynamoDb(Supplier<DynamoDbClient> client) implements Memory {}
    }

    /**
     * Makes no call.
     *
     * @param variables the function's variables, for each pipeline; at least one. They differ in streams and mapping
     *     alone
     * @throws IllegalArgumentException with a sentence for every wrong value
     */
    public StandaloneSink(List<Map<String, String>> variables, Ports ports) {
        variables.forEach(ofOne -> deployments.add(Settings.of(config(ofOne), StandaloneSink::noParameter)));
        this.ports = ports;
        this.credentials = new Credentials(ports.credential(), ports.clock(), Sleeper.SYSTEM);
        Settings settings = deployments.getFirst();
        this.first = new Assembly(
                settings,
                ports.keap()
                        .apply(
                                settings.keap().baseUrl(),
                                new KeapAuthentication(settings.keap().header(), credentials)),
                Wiring.credentialProvider(settings, credentials),
                ports.clock(),
                Wiring::chance,
                FileAssembly.reader(settings, () -> {
                    throw new IllegalStateException("No bucket is configured");
                }));
    }

    /** The credential is in its port, so the settings name a place that is never read. */
    private static Config config(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.remove(SinkConfig.API_KEY.variable());
        all.put(SinkConfig.CREDENTIALS_PARAMETER.variable(), "port");
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(all, ORDINAL))
                .build();
    }

    private static String noParameter(String name) {
        throw new IllegalArgumentException("The mapping itself is needed here, not the name of a parameter");
    }

    /** A pipeline for each of the given variables, in their order. */
    public List<Pipeline> pipelines() {
        return deployments.stream().map(this::pipeline).toList();
    }

    private Pipeline pipeline(Settings settings) {
        Assembly assembly = first.with(settings);
        return assembly.pipeline(concurrency, ledger(settings.ledger()).map(assembly::batchLedger));
    }

    private Optional<Ledger> ledger(LedgerSettings settings) {
        return switch (ports.memory()) {
            case Memory.Nowhere nowhere -> Optional.empty();
            case Memory.InStore memory ->
                Optional.of(new Ledger(
                        memory.store(),
                        settings.key(),
                        settings.retention(),
                        () -> UUID.randomUUID().toString()));
            case Memory.InDynamoDb dynamoDb -> inDynamoDb(settings, dynamoDb).ledger();
        };
    }

    private LedgerAssembly inDynamoDb(LedgerSettings settings, Memory.InDynamoDb memory) {
        return new LedgerAssembly(settings, memory.client(), ports.clock(), Wiring::chance);
    }

    /** Renews the credential, if it is a grant that is due. */
    public Refresh refresh() {
        return first.refresh(
                ports.credential(),
                ports.tokens().apply(deployments.getFirst().keap().tokenUrl()),
                credentials);
    }

    /** Checks the account, what the settings name in it, and the ledger. Makes no call to Keap that writes. */
    public List<CheckReport.Line> check(Deadline deadline) {
        Set<CheckReport.Line> lines = new LinkedHashSet<>();
        for (Settings settings : deployments) {
            Assembly assembly = first.with(settings);
            QueueChecks queues = new QueueChecks(Optional.empty(), Optional.empty(), (url, until) -> {
                throw new IllegalStateException("There are no queues");
            });
            Check check = new Check(
                    assembly.accountChecks(),
                    assembly.streamChecks(),
                    queues,
                    ledgerChecks(settings.ledger(), assembly),
                    new Previews(assembly.pipeline(concurrency, Optional.empty()), new DryRun()));
            lines.addAll(check.run(new CheckRequest(null, null, null, true, null), deadline)
                    .checks());
        }
        return List.copyOf(lines);
    }

    private LedgerChecks ledgerChecks(LedgerSettings settings, Assembly assembly) {
        Function<Deadline, String> account = assembly.tenant()::name;
        return switch (ports.memory()) {
            case Memory.Nowhere nowhere -> new LedgerChecks(Optional.empty(), account);
            case Memory.InStore memory ->
                new LedgerChecks(
                        Optional.of(new LedgerChecks.Deployed(
                                memory.lookUp(), settings.key().isPresent(), settings.retention())),
                        account);
            case Memory.InDynamoDb dynamoDb -> inDynamoDb(settings, dynamoDb).checks(account);
        };
    }

    /** The client of Keap's REST API, which all pipelines share. */
    public KeapClient keap() {
        return first.keap();
    }

    /** How many calls a minute this process makes at most. */
    public int callsPerMinute() {
        CallLimits limits = first.limits();
        return Math.max(1, limits.perMinute() / limits.instances());
    }

    /**
     * Keap's name of the account.
     *
     * @throws KeapFailure if it cannot be found out
     */
    public String account(Deadline deadline) {
        return first.tenant().name(deadline);
    }

    /** Applies and removes tags at the pace of the sink. */
    public TagWriter tags() {
        return new TagWriter(first.keap(), deployments.getFirst().times().tag());
    }

    /** The label of the custom field that holds a record's key. */
    public String keyField() {
        return deployments.getFirst().objects().keyField();
    }
}
