package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides when the next call may leave. Calls are evenly spaced, because Keap's spike arrest allows no burst at all.
 * They leave as fast as it allows while the calls to come fit into the rest of the minute. Otherwise they are spread
 * over the minute without a pause. Not threadsafe.
 */
final class CallSchedule {

    /**
     * Keeps the calls of several instances apart. {@code RhythmExperimentTest} measures the effect of each figure.
     *
     * @param roomForOthers how much wider than needed instances space their calls. Without it more than twice as many
     *     calls of two instances are turned away, because hardly any call fits between the others
     * @param catchingUp the smallest part of the usual distance that is kept after a pause. With all of it, a minute
     *     with a pause stays partly unused. Without a bound, calls meet those of slower instances all the time
     * @param calming how much of its room a lone instance keeps after each call; it widens the room when its calls come
     *     late. If it kept all of it, a few bad minutes would slow it down for good
     */
    record Manners(double roomForOthers, double catchingUp, double calming) {
        static final Manners USUAL = new Manners(1.2, 0.8, 0.99);
    }

    /**
     * Three instances that step aside equally far meet again. Without a spread they are turned away more than half as
     * often again.
     */
    private static final double SPREAD_OF_STEPS = 0.5;

    /** How much longer one call may travel to Keap than the next, as long as nothing is wrong. */
    private static final Duration LATE = Duration.ofMillis(50);

    private final CallLimits limits;
    private final MinuteQuota minute;
    private final double phase;
    private final Manners manners;

    private Duration keapsInterval;
    private Duration room = Duration.ZERO;
    private Duration shift = Duration.ZERO;
    private boolean hurrying;
    private Instant last = Instant.MIN;
    private Instant nextBySpread = Instant.MIN;
    private Instant notBefore = Instant.MIN;

    /**
     * @param phase where in the schedule this instance starts, from 0 (included) to 1 (excluded); it keeps two
     *     instances that wait for the same minute from starting it together
     */
    CallSchedule(CallLimits limits, double phase) {
        this(limits, phase, Manners.USUAL);
    }

    CallSchedule(CallLimits limits, double phase, Manners manners) {
        this.limits = limits;
        this.minute = new MinuteQuota(limits);
        this.phase = phase;
        this.manners = manners;
        this.keapsInterval = interval(limits.perSecond());
    }

    private static Duration interval(int perSecond) {
        return Duration.ofNanos(Math.ceilDiv(1_000_000_000, perSecond));
    }

    /** The time that Keap's spike arrest demands between two calls, as reported last. */
    Duration keapsInterval() {
        return keapsInterval;
    }

    /** The time between two calls that use up every minute. */
    Duration pace() {
        return longer(fastest(), divided(MinuteQuota.MINUTE, minute.limit()));
    }

    /**
     * The most calls in a time, by their shortest distance and by the minutes. How many calls the first minute has left
     * is chance. Half a minute's calls beyond the average are common, more are very rare.
     */
    long most(Duration time) {
        return time.isPositive()
                ? 1 + Math.min(time.dividedBy(fastest()), time.dividedBy(pace()) + minute.limit() / 2)
                : 0;
    }

    /**
     * The shortest time between two calls of this instance. A lone instance keeps half of the minute's spare time for a
     * call that is late. The other half is for catching up after a pause.
     */
    private Duration fastest() {
        Duration share = share(keapsInterval.plus(room));
        return alone()
                ? share.plus(divided(shorter(LATE, spare()), 2))
                : longer(share, times(divided(MinuteQuota.MINUTE, minute.limit()), manners.catchingUp));
    }

    /** The time between two calls when there is no need to go faster. One of them may be late and the next one not. */
    private Duration comfortable() {
        return share(keapsInterval.plus(room).plus(late()));
    }

    /** How much longer than the call before it a call may travel; less if the minute leaves no time for that. */
    private Duration late() {
        return shorter(LATE, longer(spare(), divided(keapsInterval, 10)));
    }

    /** The time between two calls that the minute leaves beyond Keap's interval; zero if it leaves none. */
    Duration spare() {
        Duration ofAll = divided(MinuteQuota.MINUTE, (long) minute.limit() * limits.instances());
        return longer(ofAll.minus(keapsInterval), Duration.ZERO);
    }

    private Duration share(Duration interval) {
        return alone() ? interval : times(multiplied(interval, limits.instances()), manners.roomForOthers);
    }

    private boolean alone() {
        return limits.instances() == 1;
    }

    /**
     * The earliest moment for a call.
     *
     * @param ahead how many other calls go first
     * @param toCome how many calls are known to come, this one included
     */
    Instant next(Instant now, int ahead, int toCome) {
        minute.advanceTo(now);
        int left = minute.left();
        boolean hurry = fits(Math.max(toCome, ahead + 1));
        Instant comfortably = earlier(nextBySpread, last.plus(comfortable()));
        Instant first = later(later(now, notBefore), hurry ? comfortably : nextBySpread);
        if (ahead < left) {
            Duration spread = spread(first);
            return first.plus(multiplied(hurry ? shorter(spread, comfortable()) : spread, ahead));
        }
        int beyond = ahead - left;
        Instant inTheNext = later(first, minute.end().plus(offset()));
        return inTheNext
                .plus(multiplied(MinuteQuota.MINUTE, beyond / minute.limit()))
                .plus(multiplied(pace(), beyond % minute.limit()));
    }

    /** Whether the minute has room for this many more calls. */
    boolean fits(int calls) {
        return calls <= minute.left();
    }

    /** Notes that a call leaves now, the first of those to come. */
    void depart(Instant now, int toCome) {
        minute.advanceTo(now);
        hurrying = fits(toCome);
        minute.count();
        room = times(room, manners.calming);
        last = now;
        nextBySpread = now.plus(spread(now));
    }

    /**
     * The time between calls that use up the rest of the minute and meet this instance's first slot in the next one.
     */
    private Duration spread(Instant from) {
        Duration rest = Duration.between(from, minute.end().plus(offset()));
        return longer(fastest(), divided(rest, minute.left() + 1));
    }

    private Duration offset() {
        long pace = pace().toNanos();
        return Duration.ofNanos((Math.round(phase * pace) + shift.toNanos()) % pace);
    }

    /** How many calls of the current minute have been made. */
    int madeThisMinute() {
        return minute.made();
    }

    /** Learns the limits from the reply to a call of this instance. */
    void learn(ReportedLimits reported, Instant departed, int madeThen, Instant now) {
        reported.perSecond().ifPresent(perSecond -> keapsInterval = interval(Math.min(limits.perSecond(), perSecond)));
        minute.advanceTo(now);
        int left = minute.left();
        minute.learn(reported, departed, madeThen);
        // Before the first call there is none to keep a distance from.
        if (minute.left() != left && !last.equals(Instant.MIN)) {
            nextBySpread = last.plus(spread(last));
        }
    }

    /**
     * Shifts the schedule after a call was turned away. Another client's call came less than Keap's interval before it,
     * so the schedule moves to the middle between two calls of that client.
     *
     * @param departed when the call left that was turned away
     * @param chance from 0 (included) to 1 (excluded), because the other client may be an instance that shifts as well
     */
    void shift(Instant departed, Instant now, double chance) {
        Duration period = hurrying ? comfortable() : spread(now);
        Duration toTheMiddle = alone() ? keapsInterval : divided(period.minus(keapsInterval), 2);
        Duration step = times(toTheMiddle, 1 - SPREAD_OF_STEPS / 2 + SPREAD_OF_STEPS * chance);
        long late = Duration.between(departed.plus(step), now).toNanos();
        long periodsGone = Math.max(0, Math.ceilDiv(late, period.toNanos()));
        Instant next = departed.plus(step).plus(multiplied(period, periodsGone));
        if (last.isAfter(departed)) {
            next = later(next, last.plus(keapsInterval).plus(late()));
        }
        Duration before = offset();
        shift = shift.plus(step);
        if (offset().compareTo(before) < 0) {
            // The offset has gone once around: with one call less in this minute the schedule stays the same.
            minute.count();
        }
        // A lone instance met its own call, which came late, so it widens its room. Several instances keep the same
        // distance: with different ones they would meet again and again.
        room = alone() ? shorter(room.plus(divided(keapsInterval, 10)), keapsInterval) : room;
        notBefore = later(notBefore, next);
        nextBySpread = notBefore;
        // The call was not carried out, so no other has to keep a distance from it.
        last = notBefore.minus(fastest());
    }

    /** Keap does not count calls that its spike arrest turned away. */
    void uncount() {
        minute.uncount();
    }

    /** Lets no call leave before that moment. */
    void pauseUntil(Instant until) {
        notBefore = later(notBefore, until.plus(offset()));
    }

    /** Like {@link Duration#dividedBy(long)}, which computes with decimals first and is too slow for every slot. */
    private static Duration divided(Duration duration, long by) {
        return Duration.ofNanos(duration.toNanos() / by);
    }

    private static Duration multiplied(Duration duration, long by) {
        return Duration.ofNanos(duration.toNanos() * by);
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
