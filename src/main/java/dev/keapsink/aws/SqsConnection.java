package dev.keapsink.aws;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The client for SQS, and how long this process waits for it. Threadsafe. */
public final class SqsConnection {

    /** For all calls of one kind together. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** The same until SQS has answered: the first call loads classes, asks for credentials and connects. */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(4);

    private final Supplier<SqsClient> sqs;
    private volatile boolean answered;

    /**
     * @param sqs asked for on first use, because making the client costs time at start-up
     */
    public SqsConnection(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    /** When calls that begin now have to be over. Making the client is not part of their time. */
    Deadline limited(Deadline deadline) {
        if (!SqsCalls.isTimeFor(deadline)) {
            return deadline;
        }
        prepare();
        return deadline.within(answered ? LIMIT : FIRST_LIMIT);
    }

    /** Makes the client, unless that was done. */
    public void prepare() {
        try {
            Objects.requireNonNull(sqs.get());
        } catch (SdkException e) {
            // The calls fail for the same reason, and say so.
            return;
        }
    }

    /**
     * Makes a call.
     *
     * @param call takes the client, and the time that it has
     */
    <T> T call(Deadline deadline, BiFunction<SqsClient, AwsRequestOverrideConfiguration, T> call) {
        SqsClient client = sqs.get();
        try {
            T reply = call.apply(client, SqsCalls.until(deadline));
            answered = true;
            return reply;
        } catch (AwsServiceException e) {
            answered = true;
            throw e;
        }
    }
}
