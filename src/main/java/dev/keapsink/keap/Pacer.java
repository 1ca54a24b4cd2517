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
 * Lets the calls of this process leave one by one, at its share of Keap's limits, so that Keap need not refuse any. The
 * limits in force are the smaller of those configured and those that Keap's replies report. A caller waits for its
 * slot. It is refused only if the slot lies beyond its deadline, or the day is used up. Slots are given in the order of
 * asking. Threadsafe.
 */
public final class Pacer {

    private CallLimits limits;
    private CallSchedule schedule;
    private DayQuota day;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;

    private final DepartureSpacing departureSpacing = new DepartureSpacing();
    private final List<Ticket> waiting = new ArrayList<>();
    private int expected;
    private long departures;
    private Instant throttledUntil = Instant.MIN;
    private Instant shiftedAt = Instant.MIN;

    /** A position in the queue of waiting callers. */
    private static final class Ticket {
        private KeapFailure.@Nullable Misconfigured failure;
    }

    /**
     * A call that was let go.
     *
     * @param number among all calls
     * @param numberInMinute among the calls of its minute of the clock
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

    /** The time between two calls that use up every minute. */
    public synchronized Duration spacing() {
        return schedule.pace();
    }

    /** The most calls that can leave within a time, if it lies favourably in the minutes; more are hardly ever made. */
    public synchronized long most(Duration time) {
        return schedule.most(time);
    }

    /** The same by the configured limits alone. Tighter ones that Keap's replies reported may pass. */
    public synchronized long mostAsConfigured(Duration time) {
        return Math.max(schedule.most(time), new CallSchedule(limits, 0).most(time));
    }

    /** Paces by these limits from now on. If they differ, everything learnt about the limits before is forgotten. */
    synchronized void keepTo(CallLimits others) {
        if (!others.equals(limits)) {
            limits = others;
            schedule = new CallSchedule(others, chance.getAsDouble());
            day = new DayQuota(others.instances());
            throttledUntil = Instant.MIN;
        }
    }

    /** Announces how many calls are known to come: if they fit into the minute, they are not spread over it. */
    public synchronized void expect(int calls) {
        expected = calls;
    }

    /**
     * Waits for a slot.
     *
     * @param needed the time that the call itself needs after its slot
     * @param again whether Keap turned the call away before: then it goes before the others
     * @throws KeapFailure.Misconfigured if a call before it failed in a way that the operator has to mend
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
        if (ticket.failure != null) {
            throw ticket.failure;
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
        Instant clear = departureSpacing.next(now, schedule.keapsInterval(), schedule.spare());
        if (clear.isAfter(now)) {
            return new Turn.Wait(Duration.between(now, clear));
        }
        waiting.remove(ticket);
        expected = Math.max(0, expected - 1);
        schedule.depart(now, toCome);
        day.count(now);
        Departure departure = new Departure(now, ++departures, schedule.madeThisMinute());
        departureSpacing.depart(departure);
        return new Turn.Go(departure);
    }

    private KeapFailure tooLate(Instant now, Instant slot, boolean fitsIntoTheMinute) {
        return fitsIntoTheMinute && !now.isBefore(throttledUntil)
                ? new KeapFailure.OutOfTime()
                : new KeapFailure.Throttled(Duration.between(now, slot));
    }

    /** Notes that a call has left, or will not leave any more. Until then the next one waits for a moment. */
    synchronized void sent(Departure departure) {
        departureSpacing.sent(departure, clock.instant());
    }

    /** Learns Keap's limits, and how much of them is left, from a reply of any status. */
    synchronized void learn(Departure answered, ReportedLimits reported) {
        schedule.learn(reported, answered.at(), answered.numberInMinute(), clock.instant());
        day.learn(reported, departures - answered.number(), clock.instant());
    }

    /** Learns from a failure when the next call makes sense. */
    synchronized void heed(Departure failed, KeapFailure failure) {
        Instant now = clock.instant();
        switch (failure) {
            case KeapFailure.SpikeArrest spike -> shiftOnce(failed, now);
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
            case KeapFailure.Unresolved other -> {}
            // The waiting calls would be refused alike; a later caller may ask for something else.
            case KeapFailure.Misconfigured hopeless -> waiting.forEach(ticket -> ticket.failure = hopeless);
            case KeapFailure.Answered other -> {}
        }
    }

    /** Shifts the schedule once for all calls that left before the shift. */
    private void shiftOnce(Departure failed, Instant now) {
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
