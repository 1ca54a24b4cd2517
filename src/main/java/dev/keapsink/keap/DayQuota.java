package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;

/** What Keap says is left of the day's calls, as this instance's share. Nothing is assumed while it says nothing. Not threadsafe. */
final class DayQuota {

    private final int instances;

    private long left = ReportedLimits.UNKNOWN;
    private Instant end = Instant.MIN;

    DayQuota(int instances) {
        this.instances = instances;
    }

    /**
     * Makes sure that the day has this many calls left.
     *
     * @throws KeapFailure.QuotaUsedUp with the time until it is reset, if it has not
     */
    void require(int calls, Instant now) {
        if (now.isBefore(end) && left < calls) {
            throw new KeapFailure.QuotaUsedUp(Duration.between(now, end));
        }
    }

    void count() {
        left = left == ReportedLimits.UNKNOWN ? left : left - 1;
    }

    /**
     * Heeds what a reply says of the day.
     *
     * @param madeSince calls of this instance that the answered one did not know of
     */
    void learn(ReportedLimits reported, long madeSince) {
        if (reported.leftOfDay() != ReportedLimits.UNKNOWN) {
            left = reported.leftOfDay() / instances - madeSince;
            end = reported.dayEnds();
        }
    }

    /** Keap refused a call, because nothing is left. */
    void usedUp(Instant until) {
        left = 0;
        end = until.isAfter(end) ? until : end;
    }
}
