package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What Keap says is left of the day's calls, as this instance's share. Nothing is assumed while it says nothing. That nothing
 * is left for this instance is believed for an hour unless a refusal said it, because a number that is wrong must not cost a
 * day; then one call finds out. Not threadsafe.
 */
final class DayQuota {

    static final Duration BELIEF = Duration.ofHours(1);

    /** By then the call that finds out has its answer: none is given as long as this. */
    static final Duration ANSWER = Duration.ofMinutes(1);

    private final int instances;

    private long left = ReportedLimits.UNKNOWN;

    /** Until when what is left counts: the day's end, or sooner if that is not believed for so long. */
    private Instant end = Instant.MIN;

    private Instant dayEnds = Instant.MIN;
    private Instant refusedUntil = Instant.MIN;
    private long made;

    /** The end of a day of which there was a share: that it is used up by and by is no wonder. */
    private Instant grantedUntil = Instant.MIN;

    /** Whether a reply said that nothing is left, which neither a refusal nor the replies before it did. */
    private boolean doubtful;

    /** How many calls had been made when a reply first said that nothing is left; empty if none has since it said otherwise. */
    private OptionalLong madeAtNothing = OptionalLong.empty();

    DayQuota(int instances) {
        this.instances = instances;
    }

    /**
     * Makes sure that the day has this many calls left.
     *
     * @throws KeapFailure.QuotaUsedUp with the time until it is reset, or asked about again, if it has not
     */
    void require(int calls, Instant now) {
        if (now.isBefore(end) && left < calls) {
            throw new KeapFailure.QuotaUsedUp(Duration.between(now, end));
        }
    }

    /** A call leaves. If it is the one that finds out, the others have to wait for what it does. */
    void count(Instant now) {
        made++;
        left = left == ReportedLimits.UNKNOWN ? left : left - 1;
        if (left < 0 && doubtful && !now.isBefore(end) && now.isBefore(dayEnds)) {
            end = now.plus(ANSWER);
        }
    }

    /**
     * Heeds what a reply says of the day.
     *
     * @param madeSince calls of this instance that the answered one did not know of
     */
    void learn(ReportedLimits reported, long madeSince, Instant now) {
        if (reported.leftOfDay() == ReportedLimits.UNKNOWN) {
            return;
        }
        dayEnds = reported.dayEnds();
        if (reported.leftOfDay() > 0) {
            refusedUntil = Instant.MIN;
            madeAtNothing = OptionalLong.empty();
        } else if (made - madeSince > madeAtNothing.orElse(Long.MAX_VALUE)) {
            // Keap let a call pass after it said that there are none: whatever the number means, it is not that.
            left = ReportedLimits.UNKNOWN;
            return;
        } else {
            madeAtNothing = OptionalLong.of(madeAtNothing.orElse(made));
        }
        long share = reported.leftOfDay() / instances;
        left = share == 0 ? 0 : share - madeSince;
        grantedUntil = share > 0 ? dayEnds : grantedUntil;
        doubtful = share == 0 && (reported.leftOfDay() == 0 || !now.isBefore(grantedUntil));
        end = doubtful ? later(refusedUntil, sooner(dayEnds, now.plus(BELIEF))) : dayEnds;
    }

    /** Keap refused a call, because nothing is left. */
    void usedUp(Instant until) {
        left = 0;
        refusedUntil = later(refusedUntil, until);
        end = refusedUntil;
        dayEnds = refusedUntil;
        doubtful = false;
        madeAtNothing = OptionalLong.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant sooner(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
