package dev.keapsink.tools.queue;

import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;

/** Keeps the rate of sending at a number of messages a second, if there is a limit. For one thread. */
public final class Throttle {
    private static final double NANOS = 1e9;

    private final OptionalDouble perSecond;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private Instant next = Instant.MIN;

    /** Allows this many messages a second; empty means no limit. */
    public Throttle(OptionalDouble perSecond, InstantSource clock, Sleeper sleeper) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Waits until the messages sent so far fit the rate. */
    public void await() throws InterruptedException {
        Instant now = clock.instant();
        if (next.isAfter(now)) {
            sleeper.sleep(Duration.between(now, next));
        }
    }

    /** Counts messages that were sent; the next {@link #await} is longer for them. */
    public void sent(int messages) {
        if (perSecond.isPresent()) {
            Instant now = clock.instant();
            long nanos = (long) (messages * NANOS / perSecond.getAsDouble());
            next = (next.isAfter(now) ? next : now).plusNanos(nanos);
        }
    }
}
