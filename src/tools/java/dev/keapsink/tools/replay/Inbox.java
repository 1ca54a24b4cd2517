package dev.keapsink.tools.replay;

import dev.keapsink.tools.queue.Patience;
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
 * A queue to take messages from. Those received stay out of sight until they are deleted or released, or for a quarter of an
 * hour if the process dies.
 *
 * @param poll how long a receive waits for messages
 */
record Inbox(SqsClient sqs, String url, Patience patience, Duration poll) {
    private static final Duration HIDDEN = Duration.ofMinutes(15);
    private static final int TEN = 10;

    /** The next messages, up to ten; none when there are no others in sight. */
    List<Message> receive() throws InterruptedException {
        return patience.call(
                "sqs:ReceiveMessage",
                url,
                () -> sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(TEN)
                                .visibilityTimeout((int) HIDDEN.toSeconds())
                                .waitTimeSeconds((int) poll.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages());
    }

    /** Deletes messages for good; returns those that SQS did not delete. */
    List<Message> delete(List<Message> messages) throws InterruptedException {
        List<Message> left = messages;
        for (int vain = 1; !left.isEmpty(); vain++) {
            List<Message> asked = left;
            left = patience.call("sqs:DeleteMessage", url, () -> failed(asked, request(asked)));
            if (!left.isEmpty() && !patience.another(vain)) {
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

    /** Makes messages visible again, which would happen later by itself. */
    void release(List<String> receipts) throws InterruptedException {
        for (int from = 0; from < receipts.size(); from += TEN) {
            List<String> ten = receipts.subList(from, Math.min(from + TEN, receipts.size()));
            patience.call(
                    "sqs:ChangeMessageVisibility",
                    url,
                    () -> sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                            .entries(numbered(
                                    ten,
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
