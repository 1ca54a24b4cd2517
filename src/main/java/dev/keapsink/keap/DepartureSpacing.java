package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls apart that leave the process later than they were let go: while classes are loaded, a connection is opened or
 * garbage is collected. Without it those that were held up together would leave in a bunch, which the spike arrest turns away.
 * Not threadsafe.
 */
final class DepartureSpacing {

    /** Who has not left by then waits for something that concerns nobody else, such as a connection that does not come about. */
    private static final Duration STUCK = Duration.ofMillis(500);

    /** What every call takes to leave, the next one, too, is no delay; more than this is. */
    private static final Duration USUAL_AT_MOST = Duration.ofMillis(2);

    private static final int SMOOTHING = 8;

    /** Later than a tenth of Keap's interval is late, and one that has not left is looked after ten times in it. */
    private static final int TENTH = 10;

    /** Faster than that nobody can keep calls apart, nor need they be. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

    private long number;
    private boolean sent = true;
    private Instant letGo = Instant.MIN;
    private Instant left = Instant.MIN;
    private long usualNanos;

    /** A call was let go. */
    void depart(Pacer.Departure departure) {
        number = departure.number();
        letGo = departure.at();
        sent = false;
    }

    /** A call has left, or will not any more. Told again it changes nothing, and only the last call counts. */
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
     * The earliest moment for the next call, as far as it is known now: when the one before has left and Keap's interval has
     * passed since.
     *
     * @param spare what the minute leaves between two calls beyond Keap's interval
     */
    Instant next(Instant now, Duration interval, Duration spare) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            return now;
        }
        Duration tenth = interval.dividedBy(TENTH);
        if (!sent && now.isBefore(letGo.plus(STUCK))) {
            return now.plus(tenth.compareTo(SHORTEST_INTERVAL) > 0 ? tenth : SHORTEST_INTERVAL);
        }
        // Those that left in time are kept apart by the rhythm alone.
        boolean late = sent && left.isAfter(letGo.plus(tenth));
        Duration margin = spare.compareTo(tenth) < 0 ? spare : tenth;
        return late ? left.plus(interval).plus(margin) : now;
    }
}
