package dev.keapsink.incident;

import java.time.Duration;
import java.util.Random;

/** How long things take: drawn anew each time, between two bounds, from the incident's own chance. */
record Latency(Random chance, Duration least, Duration most) {

    static Latency ofMillis(Random chance, long least, long most) {
        return new Latency(chance, Duration.ofMillis(least), Duration.ofMillis(most));
    }

    Duration next() {
        long micros = most.minus(least).toNanos() / 1000;
        return least.plusNanos(1000 * (long) (chance.nextDouble() * micros));
    }
}
