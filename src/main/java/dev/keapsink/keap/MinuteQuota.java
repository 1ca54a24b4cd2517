package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * This instance's share of the calls of a minute. Keap counts by the minute of the clock, so the count starts anew with
 * the next one. Not threadsafe.
 */
final class MinuteQuota {

    static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * A call that is under way when the minute changes may be counted in either. One in a hundred calls is kept back
     * for that.
     */
    private static final int KEPT_BACK = 100;

    /** Keap's clock may be this much behind ours. Until then its replies may be about the minute before. */
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

    /** Takes back a call that does not count. */
    void uncount() {
        made = Math.max(0, made - 1);
    }

    /**
     * Learns from a reply how much is left of the minute of its call, if that is the current one. The calls of other
     * instances do not matter while they use no more than their share. If another client uses up the limit as well,
     * this instance takes its share of the rest.
     *
     * @param madeThen how many calls of this minute had been made, including the one that was answered
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
