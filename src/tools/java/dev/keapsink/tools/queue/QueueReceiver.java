package dev.keapsink.tools.queue;

import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.tools.common.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Receives and deletes the messages of one queue. A received message is invisible to other consumers until it is
 * deleted or released; if the process dies, until its visibility timeout ends.
 *
 * @param url the queue's URL
 * @param visibility the visibility timeout of a received message, in whole seconds
 * @param retries how often a failed call is repeated
 * @param poll how long a receive waits for messages
 */
public record QueueReceiver(SqsClient sqs, String url, Duration visibility, Retries retries, Duration poll) {

    /** The most messages of one request to SQS. */
    private static final int MOST_MESSAGES = 10;

    /** Requests at the same time that make messages visible again. */
    private static final int SIDE_BY_SIDE = 8;

    /**
     * Returns up to ten messages; none if no other message is visible.
     *
     * @throws CommandFailure if SQS refuses the call or does not answer
     */
    public List<Message> receive() throws InterruptedException {
        return retries.call(
                "sqs:ReceiveMessage",
                url,
                () -> sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(MOST_MESSAGES)
                                .visibilityTimeout((int) visibility.toSeconds())
                                .waitTimeSeconds((int) poll.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages());
    }

    /** Deletes up to ten messages, and returns those that SQS did not delete. */
    public List<Message> delete(List<Message> messages) throws InterruptedException {
        return all(messages, "sqs:DeleteMessage", some -> deletion(some).failed());
    }

    private DeleteMessageBatchResponse deletion(List<Message> messages) {
        return sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(numbered(
                        messages,
                        (id, message) -> DeleteMessageBatchRequestEntry.builder()
                                .id(id)
                                .receiptHandle(message.receiptHandle())
                                .build())));
    }

    /**
     * Makes messages visible again at once, instead of at the end of their visibility timeout. One that SQS does not
     * release comes into sight by itself. Several requests run side by side, because thousands of messages may wait for
     * it, and the operator for the end.
     *
     * @throws CommandFailure if SQS refuses the call or does not answer
     */
    public void release(List<String> receipts) {
        List<List<String>> requests = IntStream.range(0, (receipts.size() + MOST_MESSAGES - 1) / MOST_MESSAGES)
                .mapToObj(i -> receipts.subList(i * MOST_MESSAGES, Math.min((i + 1) * MOST_MESSAGES, receipts.size())))
                .toList();
        AtomicReference<@Nullable CommandFailure> failure = new AtomicReference<>();
        List<Boolean> unused = new VirtualThreads(SIDE_BY_SIDE).map(requests, some -> release(some, failure));
        CommandFailure first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    /** Makes one request, unless another one has failed for good. Returns whether it was made. */
    private boolean release(List<String> receipts, AtomicReference<@Nullable CommandFailure> failure) {
        try {
            if (failure.get() == null) {
                List<String> unused = all(
                        receipts,
                        "sqs:ChangeMessageVisibility",
                        some -> visibleAtOnce(some).failed());
                return true;
            }
        } catch (CommandFailure e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private ChangeMessageVisibilityBatchResponse visibleAtOnce(List<String> receipts) {
        return sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                .entries(numbered(
                        receipts,
                        (id, receipt) -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id(id)
                                .receiptHandle(receipt)
                                .visibilityTimeout(0)
                                .build())));
    }

    private static <T, R> List<R> numbered(List<T> items, BiFunction<String, T, R> entry) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> entry.apply(String.valueOf(i), items.get(i)))
                .toList();
    }

    /** Makes a request for all items, and again for those that may succeed later. Returns those that did not. */
    private <T> List<T> all(List<T> items, String action, Function<List<T>, List<BatchResultErrorEntry>> request)
            throws InterruptedException {
        List<T> never = new ArrayList<>();
        List<T> open = items;
        for (int failures = 1; !open.isEmpty(); failures++) {
            List<T> asked = open;
            List<T> later = new ArrayList<>();
            for (BatchResultErrorEntry error : retries.call(action, url, () -> request.apply(asked))) {
                T item = asked.get(Integer.parseInt(error.id()));
                (Boolean.TRUE.equals(error.senderFault()) ? never : later).add(item);
            }
            open = later;
            if (!open.isEmpty() && !retries.another(failures)) {
                break;
            }
        }
        never.addAll(open);
        return never;
    }
}
