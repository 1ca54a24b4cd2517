package dev.keapsink.tools.queue;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.LocalRunException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a command finds around it.
 *
 * @param poll how long a receive waits for messages; only one that waits asks all of SQS's servers
 * @param terminal whether a person watches
 */
public record Machine(
        Supplier<SqsClient> sqs, InstantSource clock, Sleeper sleeper, Stop stop, Duration poll, boolean terminal) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longer than a receive waits. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofSeconds(5);

    /** The real one, with the AWS SDK's own search for credentials, region and endpoint. */
    public static Machine real() {
        Stop stop = Stop.hooked();
        return new Machine(
                Machine::client,
                InstantSource.system(),
                stop::sleep,
                stop,
                POLL,
                Boolean.getBoolean("keapsink.terminal"));
    }

    private static SqsClient client() {
        try {
            return SqsClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(ANSWER))
                    .build();
        } catch (SdkClientException e) {
            throw SqsErrors.sentence(e, "", "");
        } catch (IllegalArgumentException e) {
            throw new LocalRunException(
                    "The AWS settings of this environment cannot be used: %s".formatted(e.getMessage()), e);
        }
    }

    public Patience patience() {
        return new Patience(new Backoff(() -> ThreadLocalRandom.current().nextDouble()), sleeper);
    }

    public Throttle throttle(OptionalDouble perSecond) {
        return new Throttle(perSecond, clock, sleeper);
    }
}
