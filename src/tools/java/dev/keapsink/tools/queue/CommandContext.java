package dev.keapsink.tools.queue;

import dev.keapsink.check.QueueName;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.AwsEndpoints;
import dev.keapsink.tools.common.CommandFailure;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * Gives a command that works on queues its surroundings: SQS, time, and the operator's Ctrl-C.
 *
 * @param sqs makes the client for a queue's URL, which the command closes; fails with a sentence if AWS settings are
 *     missing
 * @param clock tells the time for the rate of sending
 * @param sleeper waits; the real one wakes when the operator stops the run
 * @param stop tells whether the operator stopped the run
 * @param poll how long a receive waits for messages; SQS asks all of its servers only for a receive that waits
 * @param terminal whether the output is a terminal
 */
public record CommandContext(
        Function<String, SqsClient> sqs,
        InstantSource clock,
        Sleeper sleeper,
        StopSignal stop,
        Duration poll,
        boolean terminal) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longer than {@link #POLL}, so that a receive can wait for messages. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofSeconds(5);

    /** Returns the context of this process. The AWS SDK searches for credentials, region and endpoint. */
    public static CommandContext real() {
        StopSignal stop = StopSignal.hooked();
        return new CommandContext(
                CommandContext::client,
                InstantSource.system(),
                stop::sleep,
                stop,
                POLL,
                Boolean.getBoolean("keapsink.terminal"));
    }

    /**
     * Makes a client for the region in the queue's address. An address without one is that of another server than AWS,
     * to which a request must go even if no variable names it.
     */
    private static SqsClient client(String url) {
        try {
            SqsClientBuilder builder = SqsClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT_TIMEOUT)
                            .socketTimeout(SOCKET_TIMEOUT));
            Optional<Region> region = QueueName.ofUrl(url).region().map(Region::of);
            region.ifPresent(builder::region);
            if (!AwsEndpoints.isElsewhere(System.getenv(), "SQS") && region.isEmpty()) {
                builder.endpointOverride(URI.create(url).resolve("/"));
            }
            return builder.build();
        } catch (SdkClientException e) {
            throw SqsErrors.sentence(e, "", "");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "The AWS settings of this environment cannot be used: %s".formatted(e.getMessage()), e);
        }
    }

    /** Returns the retries of calls to SQS, with random delays. */
    public Retries retries() {
        return new Retries(new Backoff(() -> ThreadLocalRandom.current().nextDouble()), sleeper);
    }

    /** Returns a throttle for this many messages a second; empty means no limit. */
    public Throttle throttle(OptionalDouble perSecond) {
        return new Throttle(perSecond, clock, sleeper);
    }
}
