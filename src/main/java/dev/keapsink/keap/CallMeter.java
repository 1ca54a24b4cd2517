package dev.keapsink.keap;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Counts the calls to Keap, and keeps how many calls its replies report as left of the day. Threadsafe. */
public final class CallMeter {

    private static final int PERCENT = 100;

    private int succeeded;
    private int refused;
    private int throttled;
    private int failed;
    private int unanswered;
    private Duration waited = Duration.ZERO;
    private OptionalLong leftOfDay = OptionalLong.empty();
    private OptionalDouble percentOfDay = OptionalDouble.empty();

    /**
     * The calls since the reading before.
     *
     * @param succeeded answered with a 2xx
     * @param refused answered with a 3xx or 4xx other than 429
     * @param throttled answered with 429, by the spike arrest or for a limit that is used up
     * @param failed answered with a 5xx
     * @param unanswered not answered, or not understood
     * @param waited the sum of all waits for slots; calls that wait side by side count each
     * @param leftOfDay calls left of the day by the last report; empty if there was none since the reading before
     * @param percentOfDay the same as a share of the day's limit
     */
    public record Reading(
            int succeeded,
            int refused,
            int throttled,
            int failed,
            int unanswered,
            Duration waited,
            OptionalLong leftOfDay,
            OptionalDouble percentOfDay) {

        public int calls() {
            return succeeded + refused + throttled + failed + unanswered;
        }
    }

    synchronized void waited(Duration time) {
        waited = waited.plus(time);
    }

    synchronized void unanswered() {
        unanswered++;
    }

    synchronized void answered(KeapReply reply, ReportedLimits reported) {
        switch (reply.kind()) {
            case SUCCESS -> succeeded++;
            case REFUSAL -> refused++;
            case THROTTLED -> throttled++;
            case FAILURE -> failed++;
        }
        reported.days().stream()
                .filter(day -> day.available() != ReportedLimits.UNKNOWN)
                .min((one, other) -> Long.compare(one.available(), other.available()))
                .ifPresent(day -> {
                    leftOfDay = OptionalLong.of(day.available());
                    percentOfDay = day.limit() == ReportedLimits.UNKNOWN || day.limit() == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of((double) PERCENT * day.available() / day.limit());
                });
    }

    /**
     * Returns the counts since the last reading and starts anew. An older report of the day is dropped, because it may
     * be yesterday's.
     */
    public synchronized Reading read() {
        Reading reading =
                new Reading(succeeded, refused, throttled, failed, unanswered, waited, leftOfDay, percentOfDay);
        succeeded = 0;
        refused = 0;
        throttled = 0;
        failed = 0;
        unanswered = 0;
        waited = Duration.ZERO;
        leftOfDay = OptionalLong.empty();
        percentOfDay = OptionalDouble.empty();
        return reading;
    }
}
