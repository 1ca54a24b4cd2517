package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls of this process go one by one, at its share of Keap's limits, so that Keap need not refuse any. The limits
 * in force are the smaller ones of those configured and those that Keap's replies report. A caller waits for its slot; it is
 * refused only when its slot lies beyond its deadline, or the day is used up. Slots are given in the order of asking.
 * Threadsafe.
 */
public final class Pacer {

    private CallLimits limits;
    private CallSchedule schedule;
    private DayQuota day;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;

    private final DepartureSpacing sending = new DepartureSpacing();
    private final List<Ticket> waiting = new ArrayList<>();
    private int expected;
    private long departures;
    private Instant throttledUntil = Instant.MIN;
    private Instant shiftedAt = Instant.MIN;

    /** A place in the line. */
    private static final class Ticket {
        private KeapFailure.@Nullable Misconfigured refused;
    }

    /**
     * A call that was let go.
     *
     * @param number of all calls
     * @param numberInMinute of those in its minute of the clock
     */
    record Departure(Instant at, long number, int numberInMinute) {}

    /**
     * @param chance a source of numbers from 0 (included) to 1 (excluded)
     */
    public Pacer(CallLimits limits, InstantSource clock, Sleeper sleeper, DoubleSupplier chance) {
        this.limits = limits;
        this.schedule = new CallSchedule(limits, chance.getAsDouble());
        this.day = new DayQuota(limits.instances());
        this.clock = clock;
        this.sleeper = sleeper;
        this.chance = chance;
    }

    /** The time between two calls when there are more than the minute allows at a faster pace. */
    public synchronized Duration spacing() {
        return schedule.pace();
    }

    /** The most calls that can go in a time, when it lies well for them: more than that are hardly ever made in it. */
    public synchronized long most(Duration time) {
        return schedule.most(time);
    }

    /** The same by the limits that are configured, whatever Keap's replies reported: that may pass. */
    public synchronized long mostAsConfigured(Duration time) {
        return Math.max(schedule.most(time), new CallSchedule(limits, 0).most(time));
    }

    /** Goes by these limits from now on; if they are other ones, what was learnt of the limits before is forgotten. */
    synchronized void keepTo(CallLimits others) {
        if (!others.equals(limits)) {
            limits = others;
            schedule = new CallSchedule(others, chance.getAsDouble());
            day = new DayQuota(others.instances());
            throttledUntil = Instant.MIN;
        }
    }

    /** Announces how many calls are to come, as far as known: what fits into the minute need not be spread over it. */
    public synchronized void expect(int calls) {
        expected = calls;
    }

    /**
     * Waits for a slot.
     *
     * @param needed the time the call itself needs after its slot
     * @param again whether the call was let go before and turned away at Keap's door: it goes before the others then
     * @throws KeapFailure.Misconfigured if a call before it met what a person has to mend first
     * @throws KeapFailure.QuotaUsedUp at once, while the day has too few calls left
     * @throws KeapFailure.Throttled if the minute has no slot left before the deadline
     * @throws KeapFailure.OutOfTime if the next slot is too late for the deadline
     */
    Departure await(Deadline deadline, Duration needed, boolean again) {
        Ticket ticket = new Ticket();
        join(ticket, again);
        try {
            while (true) {
                switch (turn(ticket, deadline, needed)) {
                    case Turn.Go(Departure departure) -> {
                        return departure;
                    }
                    case Turn.Wait(Duration time) -> sleeper.sleep(time);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeapFailure.OutOfTime();
        } finally {
            leave(ticket);
        }
    }

    private sealed interface Turn {
        record Go(Departure departure) implements Turn {}

        record Wait(Duration time) implements Turn {}
    }

    private synchronized void join(Ticket ticket, boolean again) {
        waiting.add(again ? 0 : waiting.size(), ticket);
    }

    private synchronized void leave(Ticket ticket) {
        waiting.remove(ticket);
    }

    private synchronized Turn turn(Ticket ticket, Deadline deadline, Duration needed) {
        if (ticket.refused != null) {
            throw ticket.refused;
        }
        Instant now = clock.instant();
        int ahead = waiting.indexOf(ticket);
        int withThoseToCome = ahead + deadline.callsToCome();
        day.require(withThoseToCome + 1, now);
        int toCome = Math.max(expected, waiting.size());
        Instant slot = schedule.next(now, ahead, toCome);
        Instant lastSlot = schedule.next(now, withThoseToCome, toCome);
        if (slot.isAfter(deadline.end().minus(needed))
                || lastSlot.isAfter(deadline.callsEnd().minus(needed))) {
            throw tooLate(now, lastSlot, schedule.fits(withThoseToCome + 1));
        }
        if (ahead > 0 || slot.isAfter(now)) {
            return new Turn.Wait(Duration.between(now, slot));
        }
        Instant clear = sending.next(now, schedule.keapsInterval(), schedule.spare());
        if (clear.isAfter(now)) {
            return new Turn.Wait(Duration.between(now, clear));
        }
        waiting.remove(ticket);
        expected = Math.max(0, expected - 1);
        schedule.depart(now, toCome);
        day.count(now);
        Departure departure = new Departure(now, ++departures, schedule.madeThisMinute());
        sending.depart(departure);
        return new Turn.Go(departure);
    }

    private KeapFailure tooLate(Instant now, Instant slot, boolean fitsIntoTheMinute) {
        return fitsIntoTheMinute && !now.isBefore(throttledUntil)
                ? new KeapFailure.OutOfTime()
                : new KeapFailure.Throttled(Duration.between(now, slot));
    }

    /** A call has left, or will not any more; until it is told the next one waits for a moment. */
    synchronized void sent(Departure departure) {
        sending.sent(departure, clock.instant());
    }

    /** Learns from a reply, whatever its status, what Keap's limits are and what is left of them. */
    synchronized void learn(Departure answered, ReportedLimits reported) {
        schedule.learn(reported, answered.at(), answered.numberInMinute(), clock.instant());
        day.learn(reported, departures - answered.number(), clock.instant());
    }

    /** Learns from a failure when the next call makes sense. */
    synchronized void heed(Departure failed, KeapFailure failure) {
        Instant now = clock.instant();
        switch (failure) {
            case KeapFailure.SpikeArrest spike -> leaveThePlace(failed, now);
            case KeapFailure.Throttled throttled -> {
                throttledUntil =
                        later(throttledUntil, now.plus(throttled.retryAfter().orElse(MinuteQuota.MINUTE)));
                schedule.pauseUntil(throttledUntil);
            }
            case KeapFailure.QuotaUsedUp quota ->
                day.usedUp(now.plus(quota.retryAfter().orElse(MinuteQuota.MINUTE)));
            case KeapFailure.Unavailable other -> {}
            case KeapFailure.ServerError other -> {}
            case KeapFailure.Unclear other -> {}
            case KeapFailure.OutOfTime other -> {}
            // Those in line would be told the same; who comes later may have something else to ask.
            case KeapFailure.Misconfigured hopeless -> waiting.forEach(ticket -> ticket.refused = hopeless);
            case KeapFailure.Answered other -> {}
        }
    }

    /** Once for all calls that were on their way in the same rhythm. */
    private void leaveThePlace(Departure failed, Instant now) {
        schedule.uncount();
        if (failed.at().isAfter(shiftedAt)) {
            shiftedAt = now;
            schedule.shift(failed.at(), now, chance.getAsDouble());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
