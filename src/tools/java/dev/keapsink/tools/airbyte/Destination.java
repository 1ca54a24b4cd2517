package dev.keapsink.tools.airbyte;

import dev.keapsink.app.StandaloneSink;
import dev.keapsink.app.StandaloneSink.Memory;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.batch.Pipeline.Explained;
import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Message;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.airbyte.discover.Discovery;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.LedgerPlace;
import dev.keapsink.tools.common.HttpTransport;
import dev.keapsink.tools.postgres.PostgresLedger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The sink as the settings of the destination describe it. */
final class Destination {

    /** A process that is asked to end has a minute for the calls of its batch. */
    private static final Map<String, String> TIMES = Map.of(
            "KEAP_SINK_TIMEOUT",
            "PT%dS".formatted(Writing.LONGEST_BATCH.toSeconds()),
            "KEAP_SINK_TAG_TIMEOUT",
            "PT15S");

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

    private final AirbyteSettings settings;
    private final StandaloneSink sink;
    private final ConfiguredCredential store;
    private final Output out;
    private final Clock clock;

    /**
     * Makes no call.
     *
     * @throws SyncFailure if the settings do not go together
     */
    Destination(AirbyteSettings settings, Deployments deployments, Output out, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
        this.store = new ConfiguredCredential(settings, out);
        Map<String, String> common = new HashMap<>(settings.variables());
        common.putAll(TIMES);
        try {
            Memory memory = memory(settings.ledger(), common);
            this.sink = new StandaloneSink(
                    deployments.variables(common),
                    new StandaloneSink.Ports(
                            store,
                            (base, authentication) -> new HttpTransport(base.toString(), authentication),
                            HttpTransport::tokens,
                            memory,
                            clock));
        } catch (IllegalArgumentException e) {
            throw SyncFailure.ofConfig(String.valueOf(e.getMessage()));
        }
    }

    private Memory memory(LedgerPlace place, Map<String, String> common) {
        return switch (place) {
            case LedgerPlace.None none -> new Memory.Nowhere();
            case LedgerPlace.Postgres postgres -> {
                PostgresLedger ledger = PostgresLedger.open(
                        postgres.url(),
                        clock,
                        Sleeper.SYSTEM,
                        new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
                common.put("KEAP_SINK_LEDGER_TABLE", ledger.table());
                yield new Memory.InStore(ledger, ledger);
            }
            case LedgerPlace.DynamoDb dynamoDb -> {
                DynamoDbClient client = client(dynamoDb);
                yield new Memory.InDynamoDb(() -> client);
            }
        };
    }

    private static DynamoDbClient client(LedgerPlace.DynamoDb place) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(1))
                        .socketTimeout(Duration.ofSeconds(2)));
        place.region().map(Region::of).ifPresent(builder::region);
        place.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        place.keys()
                .map(keys -> AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))
                .map(StaticCredentialsProvider::create)
                .ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    /** The pipelines in the order of their numbers. */
    List<Door> doors() {
        return sink.pipelines().stream().map(Destination::door).toList();
    }

    private static Door door(Pipeline pipeline) {
        return new Door() {
            @Override
            public Explained run(List<Message> messages, Deadline deadline) {
                return pipeline.runExplained(messages, deadline);
            }

            @Override
            public Set<String> objects(Message message) {
                return pipeline.objects(message);
            }
        };
    }

    Renewal renewal() {
        return settings.credential() instanceof Credential.Grant
                ? new GrantRenewal(
                        sink.refresh(),
                        () -> CredentialDocument.parse(store.read(), store.name())
                                .credential(),
                        out,
                        clock)
                : Renewal.none();
    }

    /**
     * Keap's name of the account.
     *
     * @throws SyncFailure if Keap does not tell it
     */
    String account() {
        try {
            return sink.account(Deadline.in(CALL_TIMEOUT, clock));
        } catch (KeapFailure e) {
            throw e instanceof KeapFailure.Misconfigured
                    ? SyncFailure.ofConfig(e.getMessage() + ".")
                    : SyncFailure.passing(e.getMessage() + ".");
        }
    }

    Mirror mirror() {
        return new Mirror(sink.keap(), sink.tags(), settings.tagIds(), settings.mirrorLimit(), CALL_TIMEOUT);
    }

    Discovery discovery() {
        return new Discovery(sink.keap(), sink.keyField(), CALL_TIMEOUT, clock);
    }

    StandaloneSink sink() {
        return sink;
    }
}
