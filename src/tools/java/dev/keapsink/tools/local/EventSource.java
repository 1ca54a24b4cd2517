package dev.keapsink.tools.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Polls a queue as Lambda's event source mapping does. It gathers a batch from receives of at most ten messages and
 * invokes the function. After the reply it deletes the messages that the function did not report as failed. The others
 * return to the queue by their visibility timeout.
 *
 * <p>One batch is gathered at a time, so its messages are neighbours in the queue. As many batches as there are
 * environments may be in flight.
 */
public final class EventSource implements AutoCloseable {
    private static final int RECEIVE_LIMIT = 10;

    /** Lambda's limit for an event is 6 MB; ten more messages of 256 KiB fit under it. */
    private static final int FULL_BYTES = 3_000_000;

    /** Hands an event to one execution environment of the function and waits for the result. */
    public interface Invoker {
        /** Returns the result of one invocation, after at most the function's timeout. */
        InvocationResult invoke(String payload) throws InterruptedException;
    }

    /** Is told of every batch, from many threads. */
    public interface Listener {
        /** A batch was received, and the function is invoked with it next. */
        void received(List<Message> batch);

        /** The function is done with a batch; the messages named as failed stay in the queue. */
        void handled(List<Message> batch, InvocationResult result, Set<String> failed);
    }

    /**
     * The settings for gathering messages into a batch.
     *
     * @param batchSize the most messages in a batch; Lambda allows ten for a FIFO queue
     * @param window how long a batch waits for more messages after its first
     * @param idleWait how long one receive waits for a first message
     */
    public record Batching(int batchSize, Duration window, Duration idleWait) {
        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if the batch size is less than 1
         */
        public Batching {
            if (batchSize < 1) {
                throw new IllegalArgumentException("Batch size must be >= 1");
            }
        }
    }

    private final SqsClient sqs;
    private final LocalQueues.Queue queue;
    private final Batching batching;
    private final Listener listener;
    private final InstantSource clock;
    private final ReentrantLock gathering = new ReentrantLock();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private final List<Thread> pollers = new ArrayList<>();
    private volatile boolean open = true;

    /** Prepares an event source, which polls from {@link #start} on. */
    public EventSource(
            SqsClient sqs, LocalQueues.Queue queue, Batching batching, Listener listener, InstantSource clock) {
        this.sqs = sqs;
        this.queue = queue;
        this.batching = batching;
        this.listener = listener;
        this.clock = clock;
    }

    /** Starts one poller for each environment. */
    public void start(List<? extends Invoker> environments) {
        for (Invoker environment : environments) {
            pollers.add(Thread.ofVirtual().name("event source").start(() -> poll(environment)));
        }
    }

    /** Returns a future that fails when polling ends by an error, for instance because the function does not start. */
    public CompletableFuture<Void> broken() {
        return broken.copy();
    }

    private void poll(Invoker environment) {
        try {
            while (open) {
                List<Message> batch = gather();
                if (!batch.isEmpty()) {
                    handle(environment, batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken.completeExceptionally(e);
        }
    }

    private List<Message> gather() throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            List<Message> batch = new ArrayList<>(receive(batching.batchSize, batching.idleWait));
            long end = clock.millis() + batching.window.toMillis();
            while (open && !batch.isEmpty() && !isFull(batch) && clock.millis() < end) {
                batch.addAll(receive(batching.batchSize - batch.size(), Duration.ofMillis(end - clock.millis())));
            }
            return batch;
        } finally {
            gathering.unlock();
        }
    }

    private boolean isFull(List<Message> batch) {
        int bytes = batch.stream().mapToInt(message -> message.body().length()).sum();
        return batch.size() >= batching.batchSize || bytes >= FULL_BYTES;
    }

    private List<Message> receive(int count, Duration wait) {
        return sqs.receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(Math.min(count, RECEIVE_LIMIT))
                        .waitTimeSeconds(Math.ceilDiv((int) wait.toMillis(), 1000))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void handle(Invoker environment, List<Message> batch) throws InterruptedException {
        listener.received(batch);
        InvocationResult result = environment.invoke(SqsEventJson.of(batch, queue.arn()));
        Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        Set<String> failed = BatchReply.failed(result, ids);
        delete(batch.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .toList());
        listener.handled(batch, result, failed);
    }

    private void delete(List<Message> done) {
        for (int from = 0; from < done.size(); from += RECEIVE_LIMIT) {
            List<Message> some = done.subList(from, Math.min(from + RECEIVE_LIMIT, done.size()));
            sqs.deleteMessageBatch(request -> request.queueUrl(queue.url())
                    .entries(some.stream()
                            .map(message -> DeleteMessageBatchRequestEntry.builder()
                                    .id(message.messageId())
                                    .receiptHandle(message.receiptHandle())
                                    .build())
                            .toList()));
        }
    }

    /** Stops polling and waits until every batch in flight is handled. */
    @Override
    public void close() {
        open = false;
        for (Thread poller : pollers) {
            try {
                poller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
