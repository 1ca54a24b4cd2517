package dev.keapsink.tools.queue;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.LocalRunException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Repeats what may succeed a little later: seven times in about half a minute. */
public record Patience(Backoff backoff, Sleeper sleeper) {
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration BASE = Duration.ofMillis(250);

    /** Waits after a number of vain attempts; returns whether there is another. */
    public boolean another(int vain) throws InterruptedException {
        if (vain >= MOST_ATTEMPTS) {
            return false;
        }
        sleeper.sleep(backoff.delay(BASE, vain));
        return true;
    }

    /**
     * Makes a call.
     *
     * @throws LocalRunException when it does not succeed
     */
    public <T> T call(String action, String url, Supplier<T> call) throws InterruptedException {
        for (int vain = 1; ; vain++) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (!SqsErrors.mayPass(e) || !another(vain)) {
                    throw SqsErrors.sentence(e, action, url);
                }
            }
        }
    }
}
