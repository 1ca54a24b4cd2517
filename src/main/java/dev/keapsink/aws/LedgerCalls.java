package dev.keapsink.aws;

import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Makes calls to the ledger's table, each within its time. The SDK itself repeats calls that were throttled, failed or
 * got no answer. This class repeats writes that met a transaction on their item. Threadsafe.
 */
final class LedgerCalls {

    /** The first pause before a repetition; the next ones double. A transaction lasts some ten milliseconds. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Supplier<DynamoDbClient> dynamo;
    private final Timeouts timeouts;
    private final Sleeper sleeper;
    private final Backoff backoff;

    /**
     * @param dynamo the client; made on first use, because making it slows the start-up
     */
    LedgerCalls(Supplier<DynamoDbClient> dynamo, Timeouts timeouts, Sleeper sleeper, Backoff backoff) {
        this.dynamo = dynamo;
        this.timeouts = timeouts;
        this.sleeper = sleeper;
        this.backoff = backoff;
    }

    /**
     * Makes a call.
     *
     * @param call takes the client and the call's time limits
     * @throws LedgerUnavailable if the call fails, or does not succeed before the deadline
     */
    <T> T make(Deadline deadline, BiFunction<DynamoDbClient, AwsRequestOverrideConfiguration, T> call) {
        for (int attempt = 1; ; attempt++) {
            LedgerErrors.requireTime(deadline);
            try {
                return call.apply(dynamo.get(), timeouts.until(deadline));
            } catch (TransactionConflictException e) {
                if (!hasPaused(attempt, deadline)) {
                    throw LedgerErrors.unreadable(e);
                }
            } catch (SdkException e) {
                throw LedgerErrors.unreadable(e);
            }
        }
    }

    /**
     * Waits after the n-th attempt in a row without success, if there is time for that.
     *
     * @return whether it waited to the end
     */
    boolean hasPaused(int attempt, Deadline deadline) {
        Duration pause = backoff.delay(PAUSE, attempt);
        if (!deadline.allows(pause)) {
            return false;
        }
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
