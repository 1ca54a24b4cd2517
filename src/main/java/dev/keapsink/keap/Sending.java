package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls apart that leave the process later than they were let go: while classes are loaded, a connection is opened or
 * garbage is collected. Without it those that were held up together would leave in a bunch, which the spike arrest turns away.
 * Not threadsafe.
 */
final class Sending {

    /** Who has not left by then waits for something that concerns nobody else, such as a connection that does not come about. */
    private static final Duration STUCK = Duration.ofMillis(250);

    /** What every call takes to leave, the next one, too, is no delay; more than this is. */
    private static final Duration USUAL_AT_MOST = Duration.ofMillis(2);

    private static final int SMOOTHING = 8;

    /** A tenth of Keap's interval: later than that is late, and one that was late is followed with that much room. */
    private static final int MARGIN = 10;

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
     */
    Instant next(Instant now, Duration interval) {
        if (!sent && now.isBefore(letGo.plus(STUCK))) {
            return now.plus(interval);
        }
        Duration margin = interval.dividedBy(MARGIN);
        boolean late = sent && left.isAfter(letGo.plus(margin));
        // Those that left in time are kept apart by the rhythm alone.
        return late ? left.plus(interval).plus(margin) : now;
    }
}
