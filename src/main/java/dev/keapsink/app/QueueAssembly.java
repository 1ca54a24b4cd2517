package dev.keapsink.app;

import dev.keapsink.aws.SqsConnection;
import dev.keapsink.aws.SqsQueueLookUp;
import dev.keapsink.aws.SqsRejectQueue;
import dev.keapsink.aws.SqsVisibility;
import dev.keapsink.check.QueueChecks;
import dev.keapsink.check.QueueConflict;
import dev.keapsink.check.QueueFacts;
import dev.keapsink.check.QueueUnreadable;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds the parts that use the queues named in the settings. */
final class QueueAssembly {

    private static final Logger LOG = Logger.getLogger(QueueAssembly.class);

    /** The longest wait for SQS at the start; Lambda would end a longer start-up without a reason. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Settings.Queues settings;
    private final SqsConnection sqs;
    private final Clock clock;

    /**
     * @param sqs the client; made on first use, because making it slows the start-up; never made without a queue
     */
    QueueAssembly(Settings.Queues settings, Supplier<SqsClient> sqs, Clock clock) {
        this.settings = settings;
        this.sqs = new SqsConnection(sqs);
        this.clock = clock;
    }

    RejectQueue rejects(Concurrency concurrency) {
        return settings.rejects()
                .<RejectQueue>map(url -> new SqsRejectQueue(sqs, url, clock, concurrency))
                .orElseGet(() -> {
                    LOG.warn("KEAP_SINK_REJECT_QUEUE_URL is not set: rejected records are returned to the queue"
                            + " and end in its dead-letter queue without their reason");
                    return RejectQueue.none();
                });
    }

    Visibility visibility(Concurrency concurrency) {
        return settings.source()
                .<Visibility>map(url -> new SqsVisibility(sqs, url, concurrency))
                .orElseGet(() -> {
                    LOG.warn("KEAP_SINK_QUEUE_URL is not set: returned messages come back after the queue's own"
                            + " visibility timeout, however long Keap needs");
                    return Visibility.none();
                });
    }

    QueueChecks checks() {
        return new QueueChecks(settings.source(), settings.rejects(), new SqsQueueLookUp(sqs));
    }

    /**
     * Makes the first call to SQS, if the settings name the source queue, by reading its attributes. The first call of
     * a process takes a second or more, and the calls of a batch have two. An event source needs the permission for it
     * anyway. A failure is logged only.
     *
     * @return the conflict between the queues; empty if none is known
     */
    Optional<QueueConflict> warmUp() {
        if (settings.source().isEmpty()) {
            settings.rejects().ifPresent(url -> sqs.prepare());
            return Optional.empty();
        }
        try {
            QueueFacts source =
                    new SqsQueueLookUp(sqs).facts(settings.source().orElseThrow(), Deadline.in(LONGEST_WAIT, clock));
            return QueueConflict.between(Optional.of(source), settings.rejects().map(QueueFacts::ofUrl));
        } catch (QueueUnreadable e) {
            LOG.warnf("The source queue: %s It is used all the same.", e.getMessage());
            return Optional.empty();
        }
    }
}
