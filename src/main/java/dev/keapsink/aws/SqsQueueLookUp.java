package dev.keapsink.aws;

import dev.keapsink.check.QueueLookUp;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Asks SQS for a queue's attributes. */
public final class SqsQueueLookUp implements QueueLookUp {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Supplier<SqsClient> sqs;

    public SqsQueueLookUp(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    @Override
    public Optional<String> problem(String url, Deadline deadline) {
        try {
            sqs.get()
                    .getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(QueueAttributeName.QUEUE_ARN)
                            .overrideConfiguration(SqsCalls.until(deadline.within(LIMIT))));
            return Optional.empty();
        } catch (QueueDoesNotExistException e) {
            return Optional.of("The queue does not exist.");
        } catch (SdkException e) {
            return Optional.of("SQS could not be asked about the queue (%s)."
                    .formatted(e.getClass().getSimpleName()));
        }
    }
}
