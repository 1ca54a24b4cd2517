package dev.keapsink.simulator;

import java.time.Duration;
import java.time.Instant;

/** Lets one call pass, then none for 1/perSecond. A call that it stops does not prolong this time. */
final class SpikeArrest {
    private final Duration interval;
    private Instant next = Instant.MIN;

    SpikeArrest(int perSecond) {
        interval = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    boolean stops(Instant now) {
        if (now.isBefore(next)) {
            return true;
        }
        next = now.plus(interval);
        return false;
    }
}
