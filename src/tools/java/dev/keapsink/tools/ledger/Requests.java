package dev.keapsink.tools.ledger;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.CommandFailure;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Makes the requests of a command. The SDK repeats failed requests for some seconds. After that only a throttled request
 * is made again, some times with growing pauses: the table needs a while to take more. Threadsafe.
 */
final class Requests {

    /** With the pauses below, a throttled request ends the command after a good half minute. */
    private static final int MOST_ATTEMPTS = 7;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Sleeper sleeper;
    private final Backoff backoff;
    private final Failures failures;

    Requests(Sleeper sleeper, Backoff backoff, Failures failures) {
        this.sleeper = sleeper;
        this.backoff = backoff;
        this.failures = failures;
    }

    /**
     * Makes a request.
     *
     * @param action the permission that it needs
     * @throws CommandFailure with a sentence, if it fails for good
     */
    <T> T make(String action, Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (SdkException e) {
                if (attempt == MOST_ATTEMPTS || !isTooMuch(e)) {
                    throw failures.of(e, action);
                }
                pauseAfter(attempt);
            }
        }
    }

    private static boolean isTooMuch(SdkException e) {
        return e instanceof TransactionConflictException
                || (e instanceof AwsServiceException refusal && refusal.isThrottlingException());
    }

    /**
     * Waits after the n-th attempt in a row that DynamoDB did not take.
     *
     * @throws CommandFailure if it was the last one, or the operator stops the command
     */
    void pauseAfter(int attempt) {
        if (attempt >= MOST_ATTEMPTS) {
            throw failures.throttled();
        }
        try {
            sleeper.sleep(backoff.delay(FIRST_PAUSE, attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("The command was stopped. Run the same command again.", e);
        }
    }
}
