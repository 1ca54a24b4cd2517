package dev.keapsink.keap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the last success of calls for each purpose, in this process. A recent one shows that the deployment is in
 * order, so that a failure for the same purpose is the record's fault. Threadsafe.
 */
public final class RecentSuccesses {

    /** Room for the tags of any batch. */
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

    /** Notes that Keap confirmed a call. A status alone is no confirmation. */
    public synchronized void confirmed(Purpose purpose) {
        last.put(purpose, new Success(clock.instant(), successes(purpose) + 1));
    }

    /** How many calls for the purpose were confirmed. */
    public synchronized long successes(Purpose purpose) {
        return last.getOrDefault(purpose, Success.NONE).number();
    }

    /** Whether a call for the purpose was confirmed at that moment or later. */
    public synchronized boolean since(Purpose purpose, Instant moment) {
        return !last.getOrDefault(purpose, Success.NONE).at().isBefore(moment);
    }
}
