package dev.keapsink.simulator;

import java.time.Duration;
import java.time.Instant;

/** Lets one call pass, then none until 1/perSecond has gone by; calls it stops do not prolong that. */
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
