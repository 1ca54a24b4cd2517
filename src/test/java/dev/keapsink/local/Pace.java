package dev.keapsink.local;

import dev.keapsink.simulator.Quota;
import java.time.Duration;

/** What follows from a quota for the function's timing. */
record Pace(Quota quota) {
    /** Ten times faster than Keap, so that a demonstration is over soon. */
    static final Quota DEMO_QUOTA = new Quota(100, 6_000, 1_000_000);

    private static final int KEAP_MINUTE_TO_SECOND = 24;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** A batch at full pace should take less than half of the timeout. */
    private static final double TIMEOUT_PER_BATCH = 2.4;

    /** Returns a quota a minute with a spike arrest in Keap's own proportion of 10 a second to 240 a minute. */
    static Pace perMinute(int calls) {
        return new Pace(new Quota(Math.max(1, calls / KEAP_MINUTE_TO_SECOND), calls, Quota.KEAP_API_KEY.perDay()));
    }

    /** How long a number of calls takes. */
    Duration of(long calls) {
        double perSecond = Math.min(quota.perSecond(), quota.perMinute() / 60.0);
        return Duration.ofMillis((long) (1000 * calls / perSecond));
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
        return "%,d calls a second, %,d a minute".formatted(quota.perSecond(), quota.perMinute());
    }
}
