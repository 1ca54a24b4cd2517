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

/** Makes calls to SQS, and limits how long this process waits for them. Threadsafe. */
public final class SqsConnection {

    /** The time for all calls of one kind together. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** The same until SQS has answered once. The first call loads classes, fetches AWS credentials and connects. */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(4);

    private final Supplier<SqsClient> sqs;
    private volatile boolean answered;

    /**
     * @param sqs the client; made on first use, because making it slows the start-up
     */
    public SqsConnection(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    /** The deadline of calls that begin now. Making the client does not count towards their time. */
    Deadline limited(Deadline deadline) {
        if (!SqsCalls.isTimeFor(deadline)) {
            return deadline;
        }
        prepare();
        return deadline.within(answered ? LIMIT : FIRST_LIMIT);
    }

    /** Makes the client in advance. A failure shows in the calls, which report it. */
    public void prepare() {
        try {
            Objects.requireNonNull(sqs.get());
        } catch (SdkException e) {
            // The calls will fail for the same reason and report it.
            return;
        }
    }

    /**
     * Makes a call.
     *
     * @param call takes the client and the call's time limit
     * @throws SdkException if it fails
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
