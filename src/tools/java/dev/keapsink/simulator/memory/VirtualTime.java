package dev.keapsink.simulator.memory;

import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when somebody sleeps or a test says so. Threadsafe. */
public final class VirtualTime implements InstantSource, Sleeper {

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

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized Duration slept() {
        return slept;
    }
}
