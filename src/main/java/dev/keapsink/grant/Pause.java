package dev.keapsink.grant;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;

/**
 * Waits between two attempts, each time twice as long.
 *
 * @param first the wait after the first attempt
 * @param longest the longest wait
 */
record Pause(Duration first, Duration longest, Backoff backoff, Sleeper sleeper) {

    /**
     * Waits, if there is time for that.
     *
     * @param attempt the number of attempts so far
     * @param atLeast the shortest wait, even if it is longer than the longest
     * @return whether it waited to the end
     */
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
