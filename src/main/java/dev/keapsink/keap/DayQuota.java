package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * This instance's share of the calls that Keap reports as left of the day. Without a report nothing is assumed. A
 * report that nothing is left is believed for an hour, because a wrong number must not cost a day. Then one call tests
 * it. A refusal is believed until the time that it names. Not threadsafe.
 */
final class DayQuota {

    static final Duration BELIEF = Duration.ofHours(1);

    /** By then the call that tests the number has its answer: no call may take so long. */
    static final Duration ANSWER = Duration.ofMinutes(1);

    private final int instances;

    private long left = ReportedLimits.UNKNOWN;

    /** Until when {@code left} counts: the end of the day, or earlier if the number is doubtful. */
    private Instant end = Instant.MIN;

    private Instant dayEnds = Instant.MIN;
    private Instant refusedUntil = Instant.MIN;
    private long made;

    /** The end of the last day of which this instance had a share. A used-up share of such a day is plausible. */
    private Instant grantedUntil = Instant.MIN;

    /**
     * Whether only a reported number says that nothing is left for this instance. The number is in doubt if it is 0, or
     * if no earlier report granted a share of the day.
     */
    private boolean doubtful;

    /**
     * How many calls had been made when a reply first reported that nothing is left; empty if a later reply reported
     * otherwise.
     */
    private OptionalLong madeAtNothing = OptionalLong.empty();

    DayQuota(int instances) {
        this.instances = instances;
    }

    /**
     * Makes sure that the day has this many calls left.
     *
     * @throws KeapFailure.QuotaUsedUp if not, with the time until the day is reset or its number is tested
     */
    void require(int calls, Instant now) {
        if (now.isBefore(end) && left < calls) {
            throw new KeapFailure.QuotaUsedUp(Duration.between(now, end));
        }
    }

    /** Counts a call that leaves. If it tests a doubtful number, the others wait for its reply. */
    void count(Instant now) {
        made++;
        left = left == ReportedLimits.UNKNOWN ? left : left - 1;
        if (left < 0 && doubtful && !now.isBefore(end) && now.isBefore(dayEnds)) {
            end = now.plus(ANSWER);
        }
    }

    /**
     * Learns from a reply how many calls are left of the day.
     *
     * @param madeSince calls of this instance that left after the answered one
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
            // Keap let a call pass after it reported that none are left, so the number means something else.
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

    /** Notes that Keap refused a call, because nothing is left of the day. */
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
