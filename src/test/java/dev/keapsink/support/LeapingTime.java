package dev.keapsink.support;

import dev.keapsink.resilience.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, but who sleeps by it makes it leap instead. Threadsafe. */
public final class LeapingTime extends Clock implements Sleeper {

    private final AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);

    @Override
    public void sleep(Duration duration) {
        leapt.updateAndGet(before -> before.plus(duration));
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(leapt.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Time is told in UTC only");
    }
}
