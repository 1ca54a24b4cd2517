package dev.keapsink.app;

import dev.keapsink.aws.CredentialParameter;
import dev.keapsink.aws.Parameters;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.check.Check;
import dev.keapsink.check.Previews;
import dev.keapsink.check.QueueName;
import dev.keapsink.content.FileReader;
import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.DryRun;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.lambda.CheckFunction;
import dev.keapsink.lambda.InitError;
import dev.keapsink.lambda.OwnRejects;
import dev.keapsink.lambda.SyncFunction;
import dev.keapsink.metrics.Metrics;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.rest.RestConnections;
import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Gives the framework the functions of this deployment and their parts (see {@link Assembly}). */
@Singleton
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /**
     * The most calls under way at once. At the fastest pace, 25 a second, the slowest replies of 600 ms keep 15 under
     * way.
     */
    static final int CALLS_AT_ONCE = 16;

    private final Clock clock = Clock.systemUTC();

    @Produces
    @Singleton
    Settings settings(Config config, Instance<SsmClient> ssm) {
        // Before the settings are read: a misspelt name may be why a required one is not there.
        UnknownVariables.ofFunction(System.getenv().keySet()).forEach(LOG::warn);
        try {
            AwsConfig.check(config);
            return Settings.of(config, new Parameters(client(ssm)));
        } catch (RuntimeException e) {
            // Lambda takes the first report. The framework's poll loop would soon report this start as interrupted.
            InitError.ofNativeProcess().ifPresent(lambda -> lambda.report(e));
            throw e;
        }
    }

    @Produces
    @Singleton
    GrantStore credentialStore(Settings settings, Instance<SsmClient> ssm) {
        KeapSettings keap = settings.keap();
        return keap.parameter()
                .<GrantStore>map(name -> new CredentialParameter(client(ssm), name, KeapSettings.PARAMETER))
                .orElseGet(() -> new ConfiguredKey(keap.apiKey().orElseThrow()));
    }

    @Produces
    @Singleton
    Credentials credentials(GrantStore store) {
        return new Credentials(store, clock, Sleeper.SYSTEM);
    }

    @Produces
    @Singleton
    RestConnections connections(Settings settings) {
        return new RestConnections(settings.times().connect(), CALLS_AT_ONCE, clock);
    }

    private static KeapTransport keap(Settings settings, Credentials credentials, RestConnections connections) {
        KeapSettings keap = settings.keap();
        return connections.keap(keap.baseUrl(), new KeapAuthentication(keap.header(), credentials));
    }

    @Produces
    @Singleton
    SyncFunction.Stopwatch stopwatch(Settings settings) {
        return () -> Deadline.in(settings.times().function(), clock);
    }

    @Produces
    @Singleton
    OwnRejects ownRejects(Settings settings) {
        return new OwnRejects(settings.queues().rejects().map(QueueName::ofUrl));
    }

    @Produces
    @Singleton
    BatchProcessor processor(
            Settings settings,
            Credentials credentials,
            RestConnections connections,
            QueueAssembly queues,
            LedgerAssembly ledger,
            Metrics metrics,
            FileReader files) {
        Assembly sink = new Assembly(
                settings,
                keap(settings, credentials, connections),
                credentialProvider(settings, credentials),
                clock,
                Wiring::chance,
                files);
        Concurrency concurrency = new VirtualThreads(CALLS_AT_ONCE);
        return sink.processor(
                concurrency, queues.rejects(concurrency), queues.visibility(concurrency), metrics, ledger.ledger());
    }

    /** Makes a new check for every invocation, so that it sees every correction since the last one. */
    @Produces
    @Singleton
    CheckFunction.Checks check(
            Settings settings,
            Credentials credentials,
            RestConnections connections,
            QueueAssembly queues,
            LedgerAssembly ledger,
            FileReader files) {
        KeapSettings keap = settings.keap();
        DryRun dryRun = new DryRun();
        KeapTransport transport =
                connections.keap(keap.baseUrl(), new KeapAuthentication(keap.header(), credentials), dryRun);
        return mapping -> {
            credentials.forget();
            Settings tried = mapping.map(settings::withMapping).orElse(settings);
            Assembly sink = new Assembly(
                    tried, transport, withoutMinuteLimit(settings, credentials), clock, Wiring::chance, files);
            return new Check(
                    sink.accountChecks(),
                    sink.streamChecks(),
                    queues.checks(),
                    ledger.checks(sink.tenant()::name),
                    new Previews(sink.pipeline(new VirtualThreads(1), Optional.empty()), dryRun));
        };
    }

    @Produces
    @Singleton
    Refresh refresh(
            Settings settings,
            GrantStore store,
            Credentials credentials,
            RestConnections connections,
            FileReader files) {
        Assembly sink = new Assembly(
                settings,
                keap(settings, credentials, connections),
                withoutMinuteLimit(settings, credentials),
                clock,
                Wiring::chance,
                files);
        return sink.refresh(
                store, TokenTransport.over(connections.tokens(settings.keap().tokenUrl())), credentials);
    }

    @Produces
    @Singleton
    Metrics metrics(@ConfigProperty(name = "aws.lambda.function.name", defaultValue = "keap-sink") String function) {
        return new Metrics(System.out, function, clock);
    }

    static CredentialProvider credentialProvider(Settings settings, Credentials credentials) {
        CredentialLimits limits = settings.limits();
        return new CredentialProvider(credentials, limits::of, limits.smallest());
    }

    /** Limits the few calls of check and refresh by the second only, and leaves the limit by the minute to sync. */
    private static CredentialProvider withoutMinuteLimit(Settings settings, Credentials credentials) {
        UnaryOperator<CallLimits> perSecondOnly = limits -> new CallLimits(limits.perSecond(), Integer.MAX_VALUE, 1);
        CredentialLimits limits = settings.limits();
        return new CredentialProvider(
                credentials,
                credential -> perSecondOnly.apply(limits.of(credential)),
                perSecondOnly.apply(limits.smallest()));
    }

    @Produces
    @Singleton
    QueueAssembly queues(Settings settings, Instance<SqsClient> sqs) {
        return new QueueAssembly(settings.queues(), client(sqs), clock);
    }

    @Produces
    @Singleton
    FileReader files(Settings settings, Instance<S3Client> s3) {
        return FileAssembly.reader(settings, client(s3));
    }

    @Produces
    @Singleton
    LedgerAssembly ledger(Settings settings, Instance<DynamoDbClient> dynamo) {
        return new LedgerAssembly(settings.ledger(), client(dynamo), clock, Wiring::chance);
    }

    /**
     * Supplies the client itself, or throws the {@link SdkException} that kept it from being made. The framework's own
     * object is a stand-in. It makes the client on the first use of a method, and wraps that exception.
     */
    private static <T> Supplier<T> client(Instance<T> standIn) {
        return () -> {
            try {
                return ClientProxy.unwrap(standIn.get());
            } catch (CreationException e) {
                throw e.getCause() instanceof SdkException reason ? reason : e;
            }
        };
    }

    static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
