package dev.keapsink.tools.queue;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.CommandFailure;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Repeats a call to SQS that may succeed a little later: at most seven times, in about half a minute. */
public record Retries(Backoff backoff, Sleeper sleeper) {
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    /** Waits after this many failed attempts in a row; returns false, without a wait, if no attempt is left. */
    public boolean another(int failures) throws InterruptedException {
        if (failures >= MOST_ATTEMPTS) {
            return false;
        }
        sleeper.sleep(backoff.delay(FIRST_DELAY, failures));
        return true;
    }

    /**
     * Makes a call, and repeats it while it fails in a way that may pass.
     *
     * @param action the permission that the call needs, such as {@code sqs:ReceiveMessage}
     * @throws CommandFailure if the call fails for good or no attempt is left
     */
    public <T> T call(String action, String url, Supplier<T> call) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (!SqsErrors.mayPass(e) || !another(failures)) {
                    throw SqsErrors.sentence(e, action, url);
                }
            }
        }
    }
}
