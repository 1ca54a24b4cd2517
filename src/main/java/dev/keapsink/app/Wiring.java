package dev.keapsink.app;

import dev.keapsink.aws.SqsQueueLookUp;
import dev.keapsink.aws.SqsRejectQueue;
import dev.keapsink.aws.SqsVisibility;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.batch.Concurrency;
import dev.keapsink.batch.RejectQueue;
import dev.keapsink.batch.VirtualThreads;
import dev.keapsink.batch.Visibility;
import dev.keapsink.check.Check;
import dev.keapsink.check.Previews;
import dev.keapsink.check.QueueChecks;
import dev.keapsink.keap.Limits;
import dev.keapsink.keap.Rehearsal;
import dev.keapsink.lambda.CheckFunction;
import dev.keapsink.lambda.SyncFunction;
import dev.keapsink.resilience.Deadline;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What the framework is told: the functions of this deployment, and what they are made of (see {@link Assembly}). */
@Singleton
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Calls under way at once. Enough to keep the fastest pace at the slowest reply: 25 calls a second, 600 ms each. */
    private static final int CALLS_AT_ONCE = 16;

    private final Clock clock = Clock.systemUTC();

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
        Assembly sink = new Assembly(settings, new RestApis(settings), settings.limits(), clock, Wiring::chance);
        Concurrency concurrency = new VirtualThreads(CALLS_AT_ONCE);
        return sink.processor(
                concurrency, rejectQueue(settings, sqs::get, concurrency), visibility(settings, sqs::get, concurrency));
    }

    /** Made anew for every check, so that it sees what was mended since the last one. */
    @Produces
    @Singleton
    CheckFunction.CheckSupplier check(Settings settings, Instance<SqsClient> sqs) {
        Rehearsal rehearsal = new Rehearsal();
        RestApis apis = new RestApis(settings, List.of(rehearsal));
        // The look-ups keep to the second; the minute is left to the sink itself.
        Limits limits = new Limits(settings.limits().perSecond(), Integer.MAX_VALUE, 1);
        return () -> {
            Assembly sink = new Assembly(settings, apis, limits, clock, Wiring::chance);
            return new Check(
                    sink.accountChecks(),
                    new QueueChecks(
                            settings.queues().source(), settings.queues().rejects(), new SqsQueueLookUp(sqs::get)),
                    new Previews(
                            sink.processor(new VirtualThreads(1), RejectQueue.none(), Visibility.none()), rehearsal));
        };
    }

    private RejectQueue rejectQueue(Settings settings, Supplier<SqsClient> sqs, Concurrency concurrency) {
        return settings.queues()
                .rejects()
                .<RejectQueue>map(url -> new SqsRejectQueue(sqs, url, clock, concurrency))
                .orElseGet(() -> {
                    LOG.warn("KEAP_SINK_REJECT_QUEUE_URL is not set: rejected records are returned to the queue"
                            + " and end in its dead-letter queue without their reason");
                    return RejectQueue.none();
                });
    }

    private Visibility visibility(Settings settings, Supplier<SqsClient> sqs, Concurrency concurrency) {
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
