package dev.keapsink.aws;

import dev.keapsink.outcome.Visibility;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/**
 * Hides returned messages with ChangeMessageVisibility, ten a call. A message can do without its delay, so the reply
 * does not wait long for it.
 */
public final class SqsVisibility implements Visibility {

    private static final Logger LOG = Logger.getLogger(SqsVisibility.class);

    private final SqsConnection sqs;
    private final String queueUrl;
    private final Concurrency concurrency;

    public SqsVisibility(SqsConnection sqs, String queueUrl, Concurrency concurrency) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.concurrency = concurrency;
    }

    @Override
    public void hide(List<Delay> delays, Deadline deadline) {
        Deadline inAll = sqs.limited(deadline);
        int failed = concurrency.map(SqsCalls.byTen(delays), ten -> hideTen(ten, inAll)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (failed > 0) {
            LOG.warnf(
                    "Could not set the delay of %d messages; they come back after the queue's visibility timeout",
                    failed);
        }
    }

    private int hideTen(List<Delay> ten, Deadline deadline) {
        if (!SqsCalls.isTimeFor(deadline)) {
            return ten.size();
        }
        try {
            ChangeMessageVisibilityBatchResponse response = sqs.call(
                    deadline,
                    (client, time) -> client.changeMessageVisibilityBatch(request ->
                            request.queueUrl(queueUrl).entries(entries(ten)).overrideConfiguration(time)));
            return response.failed().size();
        } catch (SdkException e) {
            LOG.debugf(e, "ChangeMessageVisibilityBatch failed");
            return ten.size();
        }
    }

    private static List<ChangeMessageVisibilityBatchRequestEntry> entries(List<Delay> ten) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < ten.size(); i++) {
            Delay delay = ten.get(i);
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(i))
                    .receiptHandle(delay.message().delivery().receipt())
                    .visibilityTimeout(wholeSeconds(delay.after()))
                    .build());
        }
        return entries;
    }

    /** Rounds up, because a delay must not end before its floor. */
    private static int wholeSeconds(Duration duration) {
        return Math.toIntExact(duration.plusNanos(999_999_999).toSeconds());
    }
}
