package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Spaces the calls of this process evenly, because Keap's spike arrest allows no burst at all, and keeps them within the
 * minute. A caller waits for its slot instead of being refused; it is refused only when its slot lies beyond its deadline.
 * Slots are given in the order of asking. Threadsafe.
 */
public final class Pacer {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Duration spacing;
    private final int perMinute;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;

    private final List<Instant> slotsOfTheMinute = new ArrayList<>();
    private Instant nextBySpacing = Instant.MIN;
    private Instant throttledUntil = Instant.MIN;
    private Instant quotaUsedUpUntil = Instant.MIN;

    /**
     * @param perSecond calls a second that this process may make; a fraction is fine
     * @param perMinute calls a minute that this process may make
     * @param chance a source of numbers from 0 (included) to 1 (excluded)
     */
    public Pacer(double perSecond, int perMinute, InstantSource clock, Sleeper sleeper, DoubleSupplier chance) {
        if (perSecond <= 0 || perMinute < 1) {
            throw new IllegalArgumentException("A pacer needs a positive limit a second and a minute");
        }
        this.spacing = Duration.ofNanos(Math.round(1e9 / perSecond));
        this.perMinute = perMinute;
        this.clock = clock;
        this.sleeper = sleeper;
        this.chance = chance;
    }

    /** The time between two calls. */
    public Duration spacing() {
        return spacing;
    }

    /**
     * Waits for the next free slot.
     *
     * @param needed the time the call itself needs after its slot
     * @throws KeapFailure.QuotaUsedUp at once, while the day's limit is used up
     * @throws KeapFailure.Throttled if the minute has no slot left before the deadline
     * @throws KeapFailure.OutOfTime if the next slot is too late for the deadline
     */
    void await(Deadline deadline, Duration needed) {
        Instant slot = take(deadline.reserving(needed));
        // Asked for afterwards, because taking the slot may itself have taken a moment.
        Duration wait = Duration.between(clock.instant(), slot);
        if (wait.isPositive()) {
            try {
                sleeper.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KeapFailure.OutOfTime();
            }
        }
    }

    private synchronized Instant take(Deadline deadline) {
        Instant now = clock.instant();
        if (now.isBefore(quotaUsedUpUntil)) {
            throw new KeapFailure.QuotaUsedUp(Duration.between(now, quotaUsedUpUntil));
        }
        Instant bySpacing = later(now, nextBySpacing);
        Instant slot = later(later(bySpacing, throttledUntil), nextByMinute(0, bySpacing));
        int toCome = deadline.callsToCome();
        Instant lastToCome = later(slot.plus(spacing.multipliedBy(toCome)), nextByMinute(toCome, slot));
        if (slot.isAfter(deadline.end()) || lastToCome.isAfter(deadline.callsEnd())) {
            throw bySpacing.isAfter(deadline.end())
                    ? new KeapFailure.OutOfTime()
                    : new KeapFailure.Throttled(Duration.between(now, lastToCome));
        }
        nextBySpacing = slot.plus(spacing);
        slotsOfTheMinute.add(slot);
        if (slotsOfTheMinute.size() > perMinute) {
            slotsOfTheMinute.removeFirst();
        }
        return slot;
    }

    /**
     * When the minute has room for one more call after this many others, the first of which is made at a given moment.
     * A call needs the one that is a whole limit before it to be a minute ago.
     */
    private Instant nextByMinute(int others, Instant first) {
        int aLimitBefore = slotsOfTheMinute.size() + others - perMinute;
        if (aLimitBefore < 0) {
            return Instant.MIN;
        }
        int afterTheKnown = aLimitBefore - slotsOfTheMinute.size();
        return afterTheKnown < 0
                ? slotsOfTheMinute.get(aLimitBefore).plus(WINDOW)
                : first.plus(WINDOW.multipliedBy(1 + afterTheKnown / perMinute));
    }

    /** Learns from a failure when the next call makes sense. */
    synchronized void heed(KeapFailure failure) {
        Instant now = clock.instant();
        switch (failure) {
            case KeapFailure.SpikeArrest spike -> nextBySpacing = later(nextBySpacing, now.plus(phaseShift()));
            case KeapFailure.Throttled throttled ->
                throttledUntil =
                        later(throttledUntil, now.plus(throttled.retryAfter().orElse(WINDOW)));
            case KeapFailure.QuotaUsedUp quota ->
                quotaUsedUpUntil =
                        later(quotaUsedUpUntil, now.plus(quota.retryAfter().orElse(WINDOW)));
            case KeapFailure.Unavailable other -> {}
            case KeapFailure.ServerError other -> {}
            case KeapFailure.Unclear other -> {}
            case KeapFailure.OutOfTime other -> {}
            case KeapFailure.Misconfigured other -> {}
            case KeapFailure.Answered other -> {}
        }
    }

    /**
     * Half an interval to one and a half. Another instance keeps the same rhythm, so a shift by whole intervals would
     * collide with it again.
     */
    private Duration phaseShift() {
        return Duration.ofNanos(Math.round(spacing.toNanos() * (0.5 + chance.getAsDouble())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
