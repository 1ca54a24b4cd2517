package dev.keapsink.tools.local;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The function's three queues on an SQS server in this process: the source, its dead-letter queue and the reject queue.
 */
public final class LocalQueues implements AutoCloseable {
    private static final Region REGION = Region.US_EAST_1;
    private static final String ACCOUNT = "000000000000";

    /** As in the deployed stack: an outage of days must not fill the dead-letter queue. */
    private static final int MAX_RECEIVE_COUNT = 100;

    /** Enough to keep a reject in hand while all of them are read. */
    private static final int READ_ONCE_SECONDS = 3600;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> NOISY =
            List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

    /** A queue's address for clients and its name for AWS. */
    public record Queue(String url, String arn) {}

    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient sqs;
    private final Queue source;
    private final Queue deadLetters;
    private final Queue rejects;

    private LocalQueues(SQSRestServer server, Duration visibility, boolean fifo) {
        this.server = server;
        this.endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        this.sqs = client(endpoint);
        String suffix = fifo ? ".fifo" : "";
        Map<QueueAttributeName, String> kind = fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        this.deadLetters = create("keap-sink-dlq" + suffix, kind);
        this.rejects = create("keap-sink-rejects", Map.of());
        this.source = create("keap-sink" + suffix, sourceAttributes(kind, visibility, deadLetters));
    }

    /** Starts with standard queues on a free port of this machine. */
    public static LocalQueues start(Duration visibility) {
        return new LocalQueues(startServer(), visibility, false);
    }

    /** Starts with a FIFO source queue. The reject queue stays a standard queue, as deployed. */
    public static LocalQueues startFifo(Duration visibility) {
        return new LocalQueues(startServer(), visibility, true);
    }

    private static SQSRestServer startServer() {
        NOISY.forEach(logger -> logger.setLevel(Level.OFF));
        return SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    private static Map<QueueAttributeName, String> sourceAttributes(
            Map<QueueAttributeName, String> kind, Duration visibility, Queue deadLetters) {
        Map<QueueAttributeName, String> attributes = new java.util.EnumMap<>(QueueAttributeName.class);
        attributes.putAll(kind);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(deadLetters.arn(), MAX_RECEIVE_COUNT));
        return attributes;
    }

    private Queue create(String name, Map<QueueAttributeName, String> attributes) {
        sqs.createQueue(request -> request.queueName(name).attributes(attributes));
        return new Queue(
                endpoint + "/" + ACCOUNT + "/" + name, "arn:aws:sqs:" + REGION.id() + ":" + ACCOUNT + ":" + name);
    }

    /** What the function has to be told about its queues, and credentials that this server takes as it takes any. */
    public Map<String, String> variables() {
        return Map.of(
                "KEAP_SINK_QUEUE_URL", source.url(),
                "KEAP_SINK_REJECT_QUEUE_URL", rejects.url(),
                "AWS_ENDPOINT_URL_SQS", endpoint.toString(),
                "AWS_REGION", REGION.id(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");
    }

    public SqsClient sqs() {
        return sqs;
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

    /** Counts a queue's messages: waiting, delayed and in flight. */
    public int count(Queue queue) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return List.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                .stream()
                .mapToInt(name -> Integer.parseInt(attributes.getOrDefault(name, "0")))
                .sum();
    }

    /** Receives everything in a queue, with all attributes. The messages stay in the queue, out of sight. */
    public List<Message> readAll(Queue queue) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(request -> request.queueUrl(queue.url())
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(READ_ONCE_SECONDS)
                            .messageAttributeNames("All"))
                    .messages();
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    @Override
    public void close() {
        sqs.close();
        server.stopAndWait();
    }
}
