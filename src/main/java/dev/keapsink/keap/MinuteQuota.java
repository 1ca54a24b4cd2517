package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * This instance's share of the calls of a minute. Keap counts by the minute of the clock, so everything starts anew with the
 * next one. Not threadsafe.
 */
final class MinuteQuota {

    static final Duration MINUTE = Duration.ofMinutes(1);

    /** A call on its way when the minute changes may be counted in either: one in a hundred is kept back for them. */
    private static final int KEPT_BACK = 100;

    /** Keap's clock may be this much behind ours; until then its replies may speak of the minute before. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private final int instances;
    private final int configured;

    private int limit;
    private Instant end = Instant.MIN;
    private int made;
    private long reportedAtStart = ReportedLimits.UNKNOWN;

    MinuteQuota(CallLimits limits) {
        this.instances = limits.instances();
        this.configured = limits.perMinute();
        this.limit = share(configured);
    }

    private int share(long ofAll) {
        int share = (int) Math.max(1, ofAll / instances);
        return Math.max(1, share - Math.max(1, share / KEPT_BACK));
    }

    /** Calls that this instance may make in a whole minute. */
    int limit() {
        return limit;
    }

    /** Moves on to the minute of this moment. */
    void advanceTo(Instant now) {
        if (!now.isBefore(end) || now.isBefore(start())) {
            end = now.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
            made = 0;
            reportedAtStart = ReportedLimits.UNKNOWN;
        }
    }

    /** When the current minute ends. */
    Instant end() {
        return end;
    }

    private Instant start() {
        return end.minus(MINUTE);
    }

    /** Calls that this instance may still make in the current minute. */
    int left() {
        long left = Math.min(limit, reportedAtStart) - made;
        return (int) Math.max(0, left);
    }

    /** Calls made in the current minute. */
    int made() {
        return made;
    }

    void count() {
        made++;
    }

    /** A call turned out not to count. */
    void uncount() {
        made = Math.max(0, made - 1);
    }

    /**
     * Heeds what the reply to a call says of the minute of that call, if that is the current one. As long as the others use
     * no more than their share, this instance need not care; where somebody else uses up the limit, too, what is left is
     * shared.
     *
     * @param madeThen how many calls of this minute had been made with the one that was answered
     */
    void learn(ReportedLimits reported, Instant departed, int madeThen) {
        long perMinute = Math.min(configured, reported.perMinute());
        long left = reported.leftOfMinute();
        // A reply without the header takes nothing back.
        limit = reported.perMinute() == ReportedLimits.UNKNOWN ? limit : share(perMinute);
        boolean known = left != ReportedLimits.UNKNOWN && !departed.isBefore(start().plus(CLOCKS_APART));
        long usedByOthers = perMinute - left - madeThen;
        long shareOfOthers = perMinute / instances * (instances - 1);
        if (known && (left == 0 || usedByOthers > shareOfOthers)) {
            reportedAtStart = madeThen + left / instances;
        }
    }
}
