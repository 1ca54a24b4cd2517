package dev.keapsink.tools.queue;

import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;

/** Keeps to a number of messages a second, if there is a limit. */
public final class Throttle {
    private static final double NANOS = 1e9;

    private final OptionalDouble perSecond;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private Instant next = Instant.MIN;

    public Throttle(OptionalDouble perSecond, InstantSource clock, Sleeper sleeper) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Waits until the messages sent so far have had their time. */
    public void await() throws InterruptedException {
        Instant now = clock.instant();
        if (next.isAfter(now)) {
            sleeper.sleep(Duration.between(now, next));
        }
    }

    /** Counts messages that were sent. */
    public void sent(int messages) {
        if (perSecond.isPresent()) {
            Instant now = clock.instant();
            long nanos = (long) (messages * NANOS / perSecond.getAsDouble());
            next = (next.isAfter(now) ? next : now).plusNanos(nanos);
        }
    }
}
