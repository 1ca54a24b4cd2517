package dev.keapsink.keap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When calls for each purpose succeeded last, as far as this process knows: what acquits the deployment of what one record
 * meets there. Threadsafe.
 */
public final class RecentSuccesses {

    /** As many tags as any batch has. */
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<Purpose, Success> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Purpose, Success> eldest) {
            return size() > MOST;
        }
    };

    private record Success(Instant at, long number) {
        static final Success NONE = new Success(Instant.MIN, 0);
    }

    public RecentSuccesses(InstantSource clock) {
        this.clock = clock;
    }

    /** Keap confirmed what was asked of it; a status alone is no confirmation. */
    public synchronized void confirmed(Purpose purpose) {
        last.put(purpose, new Success(clock.instant(), successes(purpose) + 1));
    }

    /** How many calls were confirmed. */
    public synchronized long successes(Purpose purpose) {
        return last.getOrDefault(purpose, Success.NONE).number();
    }

    /** Whether one was confirmed at that moment or later. */
    public synchronized boolean since(Purpose purpose, Instant moment) {
        return !last.getOrDefault(purpose, Success.NONE).at().isBefore(moment);
    }
}
