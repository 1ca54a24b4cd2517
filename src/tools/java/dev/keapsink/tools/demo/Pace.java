package dev.keapsink.tools.demo;

import dev.keapsink.simulator.Quota;
import java.time.Duration;

/**
 * How fast a run may call Keap, and the function's timeouts that follow from it.
 *
 * @param quota the limits that the target enforces
 * @param perSecond the calls a second that the function may make. In a demonstration the target's limit is higher,
 *     because two processes call within a few milliseconds of each other now and then. A strict spike arrest would
 *     refuse every third call
 */
public record Pace(Quota quota, int perSecond) {
    /** Ten times faster than Keap, so that a demonstration ends soon. */
    public static final Pace DEMO = new Pace(new Quota(1_000, 6_000, 1_000_000), 100);

    static final Pace KEAP = new Pace(Quota.KEAP_API_KEY, Quota.KEAP_API_KEY.perSecond());

    static final Pace KEAP_OAUTH = new Pace(Quota.KEAP_OAUTH, Quota.KEAP_OAUTH.perSecond());

    private static final int KEAP_MINUTE_TO_SECOND = 24;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** With this factor, a batch at full pace takes less than half of the timeout. */
    private static final double TIMEOUT_PER_BATCH = 2.4;

    /** Returns the pace for a minute's quota. Its spike arrest has Keap's proportion of 10 a second to 240 a minute. */
    static Pace perMinute(int calls) {
        int perSecond = Math.max(1, calls / KEAP_MINUTE_TO_SECOND);
        return new Pace(new Quota(perSecond, calls, Quota.KEAP_API_KEY.perDay()), perSecond);
    }

    /** Returns how long a number of calls takes at least. */
    Duration of(long calls) {
        double slowest = Math.min(perSecond, quota.perMinute() / 60.0);
        return Duration.ofMillis((long) (1000 * calls / slowest));
    }

    Duration timeout(int batchSize, int concurrency) {
        long millis = (long) (of((long) batchSize * concurrency).toMillis() * TIMEOUT_PER_BATCH);
        return millis < SHORTEST_TIMEOUT.toMillis() ? SHORTEST_TIMEOUT : Duration.ofSeconds(millis / 1000);
    }

    Duration visibility(int batchSize, int concurrency) {
        return timeout(batchSize, concurrency).plus(MARGIN);
    }

    @Override
    public String toString() {
        return "%,d calls a second, %,d a minute".formatted(perSecond, quota.perMinute())
                + (perSecond < quota.perSecond() ? "; spike arrest at %,d a second".formatted(quota.perSecond()) : "");
    }
}
