package dev.keapsink.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The moment by which something has to be finished, and what has to find room after it.
 *
 * @param callsToCome how many calls still have to be made afterwards
 * @param callsEnd when those have to be made by
 */
public record Deadline(Instant end, InstantSource clock, int callsToCome, Instant callsEnd) {

    /** The deadline of something that starts now and may take this long. */
    public static Deadline in(Duration time, InstantSource clock) {
        Instant end = clock.instant().plus(time);
        return new Deadline(end, clock, 0, end);
    }

    /** The time left; zero once it has passed, never negative. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** This deadline, or the one of something that starts now and may take at most this long, whichever is earlier. */
    public Deadline within(Duration time) {
        Instant earlier = clock.instant().plus(time);
        return earlier.isBefore(end) ? new Deadline(earlier, clock, callsToCome, callsEnd) : this;
    }

    /** Whether more than this much time is left. */
    public boolean allows(Duration time) {
        return left().compareTo(time) > 0;
    }

    /** An earlier deadline, for the calls to come as well, which leaves this much time for what comes afterwards. */
    public Deadline reserving(Duration time) {
        return new Deadline(end.minus(time), clock, callsToCome, callsEnd.minus(time));
    }

    /** An earlier deadline, which leaves this much time for this many calls that come afterwards. */
    public Deadline reserving(Duration time, int calls) {
        return new Deadline(end.minus(time), clock, calls, end);
    }
}
