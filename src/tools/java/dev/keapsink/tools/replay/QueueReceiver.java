package dev.keapsink.tools.replay;

import dev.keapsink.tools.queue.Retries;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Receives and deletes the messages of one queue. A received message is invisible to other consumers until it is
 * deleted or released; if the process dies, for a visibility timeout of a quarter of an hour.
 *
 * @param url the queue's URL
 * @param retries how often a failed call is repeated
 * @param poll how long a receive waits for messages
 */
record QueueReceiver(SqsClient sqs, String url, Retries retries, Duration poll) {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(15);

    /** The most messages of one request to SQS. */
    private static final int MOST_MESSAGES = 10;

    /**
     * Returns up to ten messages; none if no other message is visible.
     *
     * @throws dev.keapsink.tools.common.CommandFailure if SQS refuses the call or does not answer
     */
    List<Message> receive() throws InterruptedException {
        return retries.call(
                "sqs:ReceiveMessage",
                url,
                () -> sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(MOST_MESSAGES)
                                .visibilityTimeout((int) VISIBILITY_TIMEOUT.toSeconds())
                                .waitTimeSeconds((int) poll.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages());
    }

    /** Deletes messages, and returns those that SQS did not delete. */
    List<Message> delete(List<Message> messages) throws InterruptedException {
        List<Message> left = messages;
        for (int failures = 1; !left.isEmpty(); failures++) {
            List<Message> asked = left;
            left = retries.call("sqs:DeleteMessage", url, () -> failed(asked, request(asked)));
            if (!left.isEmpty() && !retries.another(failures)) {
                break;
            }
        }
        return left;
    }

    private DeleteMessageBatchResponse request(List<Message> messages) {
        List<String> receipts = messages.stream().map(Message::receiptHandle).toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(numbered(
                        receipts,
                        (id, receipt) -> DeleteMessageBatchRequestEntry.builder()
                                .id(id)
                                .receiptHandle(receipt)
                                .build())));
    }

    private static List<Message> failed(List<Message> messages, DeleteMessageBatchResponse response) {
        return response.failed().stream()
                .map(failure -> messages.get(Integer.parseInt(failure.id())))
                .toList();
    }

    /** Makes messages visible again at once, instead of at the end of their visibility timeout. */
    void release(List<String> receipts) throws InterruptedException {
        for (int from = 0; from < receipts.size(); from += MOST_MESSAGES) {
            List<String> some = receipts.subList(from, Math.min(from + MOST_MESSAGES, receipts.size()));
            retries.call(
                    "sqs:ChangeMessageVisibility",
                    url,
                    () -> sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                            .entries(numbered(
                                    some,
                                    (id, receipt) -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                            .id(id)
                                            .receiptHandle(receipt)
                                            .visibilityTimeout(0)
                                            .build()))));
        }
    }

    private static <T> List<T> numbered(List<String> receipts, BiFunction<String, String, T> entry) {
        return IntStream.range(0, receipts.size())
                .mapToObj(i -> entry.apply(String.valueOf(i), receipts.get(i)))
                .toList();
    }
}
