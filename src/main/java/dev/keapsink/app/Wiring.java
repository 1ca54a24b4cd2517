package dev.keapsink.app;

import dev.keapsink.aws.SqsRejectQueue;
import dev.keapsink.aws.SqsVisibility;
import dev.keapsink.batch.Account;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.batch.Budget;
import dev.keapsink.batch.Concurrency;
import dev.keapsink.batch.RedeliveryDelay;
import dev.keapsink.batch.RejectQueue;
import dev.keapsink.batch.Settlement;
import dev.keapsink.batch.VirtualThreads;
import dev.keapsink.batch.Visibility;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactTypes;
import dev.keapsink.contact.ContactWriter;
import dev.keapsink.contact.CustomFieldValues;
import dev.keapsink.contact.CustomFields;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.Pacer;
import dev.keapsink.lambda.SyncFunction;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tag.TagWriter;
import dev.keapsink.tag.Tags;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The architecture on one screen: how the parts are put together, outermost first. */
@Singleton
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Calls under way at once. Enough to keep the fastest pace at the slowest reply: 25 calls a second, 600 ms each. */
    private static final int CALLS_AT_ONCE = 16;

    private final Clock clock = Clock.systemUTC();
    private final Backoff backoff = new Backoff(Wiring::chance);
    private final Concurrency concurrency = new VirtualThreads(CALLS_AT_ONCE);

    @Produces
    @Singleton
    Settings settings(SinkConfig config, Instance<SsmClient> ssm) {
        return Settings.of(config, new Parameters(ssm::get));
    }

    @Produces
    @Singleton
    SyncFunction.Stopwatch stopwatch(Settings settings) {
        return () -> Deadline.in(settings.times().function(), clock);
    }

    /** Made at start-up, so that a wrong setting stops the function before it takes a message. */
    @Produces
    @Singleton
    @Startup
    BatchProcessor processor(Settings settings, Instance<SqsClient> sqs) {
        KeapApis apis = new RestApis(settings);
        Settings.Contacts contacts = settings.contacts();
        Settings.Times times = settings.times();
        Pacer pacer = new Pacer(settings.limits(), clock, Sleeper.SYSTEM, Wiring::chance);
        KeapClient keap = new KeapClient(new Guard<>(backoff, Sleeper.SYSTEM, clock), pacer, clock);
        RedeliveryDelay redelivery = new RedeliveryDelay(backoff, times.function());
        return new BatchProcessor(
                new ContactMapper(contacts.matchRule(), contacts.mapping()),
                new Account(
                        new Account.Lists(
                                new Tags(apis, keap, times.call(), clock),
                                new ContactTypes(apis, keap, times.call(), clock),
                                new CustomFieldValues(
                                        new CustomFields(apis, keap, times.call(), clock),
                                        contacts.mapping().encoding())),
                        contacts.configured()),
                new BatchProcessor.Writers(
                        new ContactWriter(
                                apis,
                                keap,
                                new ContactWriter.Rules(
                                        contacts.matchRule(),
                                        contacts.writePolicy(),
                                        contacts.mapping().encoding()),
                                times.call()),
                        new TagWriter(apis, keap, times.tag()),
                        contacts.onDelete(),
                        concurrency,
                        pacer,
                        Budget.of(times.function(), times.tag(), pacer.spacing())),
                redelivery,
                new Settlement(rejectQueue(settings, sqs::get), visibility(settings, sqs::get), redelivery));
    }

    private RejectQueue rejectQueue(Settings settings, Supplier<SqsClient> sqs) {
        return settings.queues()
                .rejects()
                .<RejectQueue>map(url -> new SqsRejectQueue(sqs, url, clock, concurrency))
                .orElseGet(() -> {
                    LOG.warn("KEAP_SINK_REJECT_QUEUE_URL is not set: rejected records are returned to the queue"
                            + " and end in its dead-letter queue without their reason");
                    return RejectQueue.none();
                });
    }

    private Visibility visibility(Settings settings, Supplier<SqsClient> sqs) {
        return settings.queues()
                .source()
                .<Visibility>map(url -> new SqsVisibility(sqs, url, concurrency))
                .orElseGet(() -> {
                    LOG.warn("KEAP_SINK_QUEUE_URL is not set: returned messages come back after the queue's own"
                            + " visibility timeout, however long Keap needs");
                    return Visibility.none();
                });
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
