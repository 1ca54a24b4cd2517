package dev.keapsink.incident;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.SqsConnection;
import dev.keapsink.aws.SqsQueueLookUp;
import dev.keapsink.aws.SqsRejectQueue;
import dev.keapsink.aws.SqsVisibility;
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
import dev.keapsink.keap.Tenant;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.lambda.OwnRejects;
import dev.keapsink.lambda.SyncFunction;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Streams;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One instance of the function with its own pacer and caches, put together as the deployment's defaults have it. */
final class Sink {

    static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TAG_TIMEOUT = Duration.ofSeconds(30);
    private static final int CALLS_AT_ONCE = 16;

    private final SyncFunction function;

    Sink(Scheduler time, Network network, StoredCredential credential, SimulatedSqs sqs, Settings settings) {
        Credentials credentials = credential.credentials(time);
        Backoff backoff = new Backoff(settings.chance()::nextDouble);
        CallLimits timeouts = new CallLimits(10, 240, settings.instances());
        Pacer pacer = new Pacer(timeouts, time, time, settings.chance()::nextDouble);
        CredentialProvider access = new CredentialProvider(credentials, any -> timeouts, timeouts);
        KeapClient client = new KeapClient(
                network.transport(credentials), new Guard<>(backoff, time, time), pacer, access, new CallMeter(), time);
        Concurrency concurrency = new SimulatedConcurrency(time, settings.callsAtOnce());
        SqsConnection queues = new SqsConnection(() -> sqs);
        // Before the first event, as every process does.
        new SqsQueueLookUp(queues).facts("source", Deadline.in(FUNCTION_TIMEOUT, time));
        RedeliveryDelay redelivery = new RedeliveryDelay(backoff, FUNCTION_TIMEOUT);
        Budget budget = Budget.of(FUNCTION_TIMEOUT, TAG_TIMEOUT, pacer.spacing());
        Pipeline pipeline = new Pipeline(
                new Streams(settings.streams(), Map.of()),
                AccountWiring.account(client, CALL_TIMEOUT, time, AccountWiring.configured(Set.of(settings.tag()))),
                new Pipeline.Writers(
                        AccountWiring.objects(
                                client,
                                CALL_TIMEOUT,
                                time,
                                new ContactSettings(MatchRule.EMAIL, settings.mapping(), null),
                                settings.dynamo().isPresent(),
                                WritePolicy.UPSERT),
                        new TagWriter(client, TAG_TIMEOUT),
                        new WriteRules(WritePolicy.UPSERT, OnDelete.UNTAG),
                        concurrency,
                        pacer,
                        budget),
                redelivery,
                settings.dynamo()
                        .map(dynamo -> new BatchLedger(
                                ledger(dynamo, time, settings.chance()),
                                new Tenant(access, new WhoAmI(client, CALL_TIMEOUT, time), time),
                                TAG_TIMEOUT)));
        BatchProcessor processor = new BatchProcessor(
                pipeline,
                new Settlement(
                        new SqsRejectQueue(queues, "rejects", time, concurrency),
                        new SqsVisibility(queues, "source", concurrency),
                        redelivery),
                budget,
                figures -> {});
        function = new SyncFunction(
                processor, () -> Deadline.in(FUNCTION_TIMEOUT, time), new OwnRejects(Optional.empty()));
    }

    private static Ledger ledger(DynamoDbClient dynamo, Scheduler time, Random chance) {
        return new Ledger(
                new LedgerTable(
                        () -> dynamo,
                        "ledger",
                        LedgerTable.Timeouts.STANDARD,
                        time,
                        time,
                        new Backoff(chance::nextDouble)),
                Optional.empty(),
                Duration.ofDays(45),
                () -> Long.toHexString(chance.nextLong()));
    }

    /**
     * What a deployment sets: how many instances share the limits, the tag of every contact, the types that are written,
     * the mapping, its own chance, and where the ledger is kept, if there is one.
     */
    record Settings(
            int instances,
            long tag,
            Set<ObjectType> streams,
            ContactMapping mapping,
            Random chance,
            Optional<DynamoDbClient> dynamo) {

        /**
         * Records that refer to one object share the search for it, and whoever waits for another's search does so in real
         * time. Where records refer to objects, an instance therefore makes one call after the other.
         */
        private int callsAtOnce() {
            return streams.equals(Set.of(ObjectType.CONTACTS)) ? CALLS_AT_ONCE : 1;
        }
    }

    /** The ids of the messages that the function returns. */
    List<String> invoke(SQSEvent event) {
        return function.sync(event).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
