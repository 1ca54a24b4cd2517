package dev.keapsink.simulator.memory;

import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still except when code sleeps or a test advances it. A sleep returns at once. Threadsafe. */
public final class VirtualTime implements InstantSource, Sleeper {

    /** The time at which every virtual clock starts. */
    public static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private Instant now = START;
    private Duration slept = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        slept = slept.plus(duration);
        now = now.plus(duration);
    }

    /** Moves the clock on; this does not count as sleep. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** How long code has slept in all. */
    public synchronized Duration slept() {
        return slept;
    }
}
