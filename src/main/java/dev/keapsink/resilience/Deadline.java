package dev.keapsink.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The moment by which a piece of work has to be finished, with the calls that have to be made after it.
 *
 * @param callsToCome how many calls still have to be made afterwards
 * @param callsEnd when those calls have to be over
 */
public record Deadline(Instant end, InstantSource clock, int callsToCome, Instant callsEnd) {

    /** A deadline this far from now. */
    public static Deadline in(Duration time, InstantSource clock) {
        Instant end = clock.instant().plus(time);
        return new Deadline(end, clock, 0, end);
    }

    /** The time left; zero once the deadline has passed, never negative. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** This deadline, or one this far from now if that is earlier. */
    public Deadline within(Duration time) {
        Instant earlier = clock.instant().plus(time);
        return earlier.isBefore(end) ? new Deadline(earlier, clock, callsToCome, callsEnd) : this;
    }

    /** Whether more than this much time is left. */
    public boolean allows(Duration time) {
        return left().compareTo(time) > 0;
    }

    /**
     * A deadline that is earlier by this much, for the calls to come as well, so that the time is left for work after
     * them.
     */
    public Deadline reserving(Duration time) {
        return new Deadline(end.minus(time), clock, callsToCome, callsEnd.minus(time));
    }

    /** A deadline that is earlier by this much, so that the time is left for this many calls to come. */
    public Deadline reserving(Duration time, int calls) {
        return new Deadline(end.minus(time), clock, calls, end);
    }
}
