package dev.keapsink.grant;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;

/**
 * The wait between two attempts, which doubles.
 *
 * @param first how long the wait after the first attempt is
 * @param longest how long it may become
 */
record Pause(Duration first, Duration longest, Backoff backoff, Sleeper sleeper) {

    /** Waits, if there is time for that. */
    boolean after(int attempt, Duration atLeast, Deadline deadline) {
        Duration wait = backoff.delay(first, attempt);
        Duration capped = wait.compareTo(longest) < 0 ? wait : longest;
        Duration chosen = capped.compareTo(atLeast) < 0 ? atLeast : capped;
        try {
            if (deadline.allows(chosen)) {
                sleeper.sleep(chosen);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    boolean after(int attempt, Deadline deadline) {
        return after(attempt, Duration.ZERO, deadline);
    }
}
