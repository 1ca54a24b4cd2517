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
 * Runs an SQS server in this process with the function's three queues: the source, its dead-letter queue and the reject
 * queue.
 */
public final class LocalQueues implements AutoCloseable {
    private static final Region REGION = Region.US_EAST_1;
    private static final String ACCOUNT = "000000000000";

    /** As in the deployed stack: an outage of days must not fill the dead-letter queue. */
    private static final int MAX_RECEIVE_COUNT = 100;

    /** Longer than reading a whole queue takes, so that no message is received twice. */
    private static final int READ_ONCE_SECONDS = 3600;

    /** Held, because a logger without a reference to it is collected and loses its level. */
    private static final List<Logger> NOISY =
            List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

    /**
     * A queue.
     *
     * @param url its address for clients
     * @param arn its name for AWS
     */
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
        Map<QueueAttributeName, String> type = fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        this.deadLetters = create("keap-sink-dlq" + suffix, type);
        this.rejects = create("keap-sink-rejects", Map.of());
        this.source = create("keap-sink" + suffix, sourceAttributes(type, visibility, deadLetters));
    }

    /**
     * Starts a server with standard queues on a free port of this machine.
     *
     * @param visibility the visibility timeout of the source queue, in whole seconds
     */
    public static LocalQueues start(Duration visibility) {
        return new LocalQueues(startServer(), visibility, false);
    }

    /** Starts a server with a FIFO source queue. As deployed, the reject queue is a standard queue even then. */
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
            Map<QueueAttributeName, String> type, Duration visibility, Queue deadLetters) {
        Map<QueueAttributeName, String> attributes = new java.util.EnumMap<>(QueueAttributeName.class);
        attributes.putAll(type);
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

    /** Returns the variables that direct the function to its queues, by name. The server accepts any credentials. */
    public Map<String, String> variables() {
        return Map.of(
                "KEAP_SINK_QUEUE_URL", source.url(),
                "KEAP_SINK_REJECT_QUEUE_URL", rejects.url(),
                "AWS_ENDPOINT_URL_SQS", endpoint.toString(),
                "AWS_REGION", REGION.id(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");
    }

    /** Returns a client of this server, which closes with it. */
    public SqsClient sqs() {
        return sqs;
    }

    /** Returns the queue that the function reads. */
    public Queue source() {
        return source;
    }

    /** Returns the dead-letter queue of the source. */
    public Queue deadLetters() {
        return deadLetters;
    }

    /** Returns the queue to which the function sends rejected messages. */
    public Queue rejects() {
        return rejects;
    }

    /** Returns the number of a queue's messages: waiting, delayed and in flight. */
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

    /** Receives all messages of a queue, with their attributes. They stay in the queue, invisible for an hour. */
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
