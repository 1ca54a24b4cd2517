package dev.keapsink.tools.emulator;

import dev.keapsink.tools.local.EventSource;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.local.LocalQueues;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Polls the queue of one event source mapping, and says on the log what became of each batch. */
final class Poller implements EventSource.Listener, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Mapping mapping;
    private final Consumer<String> log;
    private final SqsClient sqs;
    private final EventSource source;

    private Poller(Mapping mapping, URI endpoint, Consumer<String> log) {
        this.mapping = mapping;
        this.log = log;
        String[] arn = mapping.queueArn().split(":", -1);
        this.sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(arn[3]))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
        String url = sqs.getQueueUrl(request -> request.queueName(arn[5])).queueUrl();
        this.source = new EventSource(
                sqs,
                new LocalQueues.Queue(url, mapping.queueArn()),
                new EventSource.Batching(mapping.batchSize(), mapping.window(), IDLE),
                this,
                InstantSource.system());
    }

    /** Starts to poll, with one batch at a time. */
    static Poller start(Mapping mapping, URI endpoint, Invoker functions, Consumer<String> log) {
        Poller poller = new Poller(mapping, endpoint, log);
        poller.source.start(List.of(payload -> poller.reported(functions.invoke(mapping.functionArn(), payload))));
        var unused = poller.source.broken().exceptionally(cause -> {
            log.accept("Polling of " + mapping.queueArn() + " ended: " + cause);
            return null;
        });
        return poller;
    }

    /** Lambda does not read the reply unless the mapping says so, and takes every message for done. */
    private InvocationResult reported(InvocationResult result) {
        return result instanceof InvocationResult.Reply && !mapping.reportsFailures()
                ? new InvocationResult.Reply("{}")
                : result;
    }

    @Override
    public void received(List<Message> batch) {
        log.accept("A batch of %d from %s".formatted(batch.size(), mapping.queueArn()));
    }

    @Override
    public void handled(List<Message> batch, InvocationResult result, Set<String> failed) {
        log.accept("  %d done, %d returned: %s".formatted(batch.size() - failed.size(), failed.size(), result));
    }

    @Override
    public void close() {
        source.close();
        sqs.close();
    }
}
