package dev.keapsink.aws;

import dev.keapsink.batch.Concurrency;
import dev.keapsink.batch.RejectQueue;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sends rejects to an SQS queue in as few calls as its limits allow. */
public final class SqsRejectQueue implements RejectQueue {

    private static final Logger LOG = Logger.getLogger(SqsRejectQueue.class);

    /** For all calls together. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** The most that one request may hold, and one message too: 256 KiB (SQS quotas). */
    private static final int MAX_BYTES = 256 * 1024;

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;
    private final InstantSource clock;
    private final Concurrency concurrency;

    /**
     * @param sqs asked for on first use, because making the client costs time at start-up
     */
    public SqsRejectQueue(Supplier<SqsClient> sqs, String queueUrl, InstantSource clock, Concurrency concurrency) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.concurrency = concurrency;
    }

    @Override
    public Set<Integer> send(List<Reject> rejects, Deadline deadline) {
        List<RejectEntry> entries = rejects.stream()
                .map(reject -> RejectEntry.of(reject, clock.instant()))
                .toList();
        Deadline inAll = deadline.within(LIMIT);
        return concurrency.map(requests(entries), request -> send(request, inAll, true)).stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    /** The entries in as few requests as ten entries and 256 KiB allow; one that is too large alone is left out. */
    static List<List<RejectEntry>> requests(List<RejectEntry> entries) {
        List<List<RejectEntry>> requests = new ArrayList<>();
        List<RejectEntry> request = new ArrayList<>();
        int bytes = 0;
        for (RejectEntry entry : entries) {
            if (entry.bytes() > MAX_BYTES) {
                LOG.warnf(
                        "Message %s is too large for the reject queue together with its reason; it goes back and ends in"
                                + " the dead-letter queue",
                        entry.reject().message().id());
                continue;
            }
            if (request.size() == SqsCalls.MAX_ENTRIES || bytes + entry.bytes() > MAX_BYTES) {
                requests.add(request);
                request = new ArrayList<>();
                bytes = 0;
            }
            request.add(entry);
            bytes += entry.bytes();
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return requests;
    }

    private List<Integer> send(List<RejectEntry> entries, Deadline deadline, boolean mayDivide) {
        if (!SqsCalls.isTimeFor(deadline)) {
            LOG.warnf("No time left for the reject queue: %d records go back to the queue", entries.size());
            return List.of();
        }
        try {
            SendMessageBatchResponse response = sqs.get()
                    .sendMessageBatch(request -> request.queueUrl(queueUrl)
                            .entries(sqsEntries(entries))
                            .overrideConfiguration(SqsCalls.until(deadline)));
            return response.successful().stream()
                    .map(sent -> entries.get(Integer.parseInt(sent.id()))
                            .reject()
                            .place()
                            .position())
                    .toList();
        } catch (SdkException e) {
            if (mayDivide && entries.size() > 1 && isRefusal(e)) {
                return oneByOne(entries, deadline);
            }
            LOG.warnf(
                    "The reject queue did not take %d records (%s); they go back to the queue",
                    entries.size(), e.getClass().getSimpleName());
            return List.of();
        }
    }

    /** SQS refuses a whole request for one entry it does not like: the others must not share its fate. */
    private List<Integer> oneByOne(List<RejectEntry> entries, Deadline deadline) {
        return entries.stream()
                .flatMap(entry -> send(List.of(entry), deadline, false).stream())
                .toList();
    }

    private static boolean isRefusal(SdkException e) {
        return e instanceof SqsException refusal && refusal.statusCode() == 400;
    }

    private static List<SendMessageBatchRequestEntry> sqsEntries(List<RejectEntry> entries) {
        List<SendMessageBatchRequestEntry> sqsEntries = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            sqsEntries.add(entries.get(i).toSqs(String.valueOf(i)));
        }
        return sqsEntries;
    }
}
