package dev.keapsink.support;

import dev.keapsink.tools.local.LocalQueues;
import dev.keapsink.tools.local.LocalQueues.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A source queue, its dead-letter queue and a reject queue, as {@link LocalQueues} has them, of one test: new ones on the SQS
 * server of this process, because starting a server takes longer than most tests.
 */
public final class TestQueues implements AutoCloseable {

    private static final class Shared {
        static final LocalQueues SERVER = LocalQueues.start(Duration.ofMinutes(10));
    }

    private final String id = UUID.randomUUID().toString();
    private final Queue source;
    private final Queue deadLetters;
    private final Queue rejects;

    private TestQueues(Map<QueueAttributeName, String> kind, String suffix) {
        deadLetters = create("dlq-" + id + suffix, kind);
        rejects = create("rejects-" + id, Map.of());
        Map<QueueAttributeName, String> attributes = new TreeMap<>(kind);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "600");
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"100\"}".formatted(deadLetters.arn()));
        source = create("source-" + id + suffix, attributes);
    }

    public static TestQueues standard() {
        return new TestQueues(Map.of(), "");
    }

    /** With a FIFO source queue; the reject queue stays a standard queue, as deployed. */
    public static TestQueues fifo() {
        return new TestQueues(Map.of(QueueAttributeName.FIFO_QUEUE, "true"), ".fifo");
    }

    private Queue create(String name, Map<QueueAttributeName, String> attributes) {
        Queue of = Shared.SERVER.source();
        sqs().createQueue(request -> request.queueName(name).attributes(attributes));
        return new Queue(sibling(of.url(), '/', name), sibling(of.arn(), ':', name));
    }

    private static String sibling(String address, char separator, String name) {
        return address.substring(0, address.lastIndexOf(separator) + 1) + name;
    }

    /** The client of all tests; nobody may close it. */
    public SqsClient sqs() {
        return Shared.SERVER.sqs();
    }

    public Queue source() {
        return source;
    }

    public Queue deadLetters() {
        return deadLetters;
    }

    public Queue rejects() {
        return rejects;
    }

    /** Everything in a queue, which stays in it, out of sight. */
    public List<Message> readAll(Queue queue) {
        return Shared.SERVER.readAll(queue);
    }

    @Override
    public void close() {
        List.of(source, deadLetters, rejects)
                .forEach(queue -> sqs().deleteQueue(request -> request.queueUrl(queue.url())));
    }
}
