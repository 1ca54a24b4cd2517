package dev.keapsink.tools.queue;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends messages to one queue.
 *
 * @param url the queue's URL
 * @param retries how often a failed call is repeated
 */
public record QueueSender(SqsClient sqs, String url, Retries retries) {

    /**
     * Sends the messages of one batch. Returns when SQS confirmed or refused each of them, or when the retries are used
     * up; the delivery then tells its failure.
     */
    public BatchDelivery send(List<OutgoingMessage> entries) throws InterruptedException {
        BatchDelivery delivery = new BatchDelivery(this, entries);
        delivery.run();
        return delivery;
    }
}
