package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls apart that leave the process later than scheduled, because classes are loaded, a connection is opened or
 * garbage is collected. Without it the held-up calls would leave in a bunch, which the spike arrest turns away. Not
 * threadsafe.
 */
final class DepartureSpacing {

    /**
     * A call that has not left by then waits for something that concerns it alone, such as a connection that does not
     * open.
     */
    private static final Duration STUCK = Duration.ofMillis(500);

    /** A call usually takes up to this long to leave, and so does the next one. Only a longer time is a delay. */
    private static final Duration USUAL_AT_MOST = Duration.ofMillis(2);

    private static final int SMOOTHING = 8;

    /**
     * A call is late if it leaves later than a tenth of Keap's interval. A call that has not left is checked ten times
     * in an interval.
     */
    private static final int TENTH = 10;

    /** Calls cannot be kept apart by less than this, nor need they be. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

    private long number;
    private boolean sent = true;
    private Instant letGo = Instant.MIN;
    private Instant left = Instant.MIN;
    private long usualNanos;

    /** Notes that a call was let go. */
    void depart(Pacer.Departure departure) {
        number = departure.number();
        letGo = departure.at();
        sent = false;
    }

    /** Notes that a call has left, or will not leave any more. Only the first notice of the last call counts. */
    void sent(Pacer.Departure departure, Instant now) {
        if (departure.number() != number || sent) {
            return;
        }
        sent = true;
        Duration took = Duration.between(letGo, now);
        left = now.minusNanos(usualNanos);
        usualNanos += (Math.min(took.toNanos(), USUAL_AT_MOST.toNanos()) - usualNanos) / SMOOTHING;
    }

    /**
     * The earliest moment for the next call, as known now: Keap's interval after the call before it has left.
     *
     * @param spare the time that the minute leaves between two calls beyond Keap's interval
     */
    Instant next(Instant now, Duration interval, Duration spare) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            return now;
        }
        Duration tenth = interval.dividedBy(TENTH);
        if (!sent && now.isBefore(letGo.plus(STUCK))) {
            return now.plus(tenth.compareTo(SHORTEST_INTERVAL) > 0 ? tenth : SHORTEST_INTERVAL);
        }
        // Calls that left in time are kept apart by the schedule alone.
        boolean late = sent && left.isAfter(letGo.plus(tenth));
        Duration margin = spare.compareTo(tenth) < 0 ? spare : tenth;
        return late ? left.plus(interval).plus(margin) : now;
    }
}
