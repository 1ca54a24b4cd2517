package dev.keapsink.resilience;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that was not made, because nearly all calls before it failed. */
public final class CircuitOpen extends CallFailure {

    private final @Nullable Duration pause;

    /**
     * @param pause until the next call is let through; null while a trial call is under way
     */
    CircuitOpen(@Nullable Duration pause) {
        super("Nearly all of the last calls failed, so this one was not made");
        this.pause = pause;
    }

    @Override
    public Progress progress() {
        return Progress.NOT_STARTED;
    }

    @Override
    public boolean passing() {
        return true;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(pause);
    }
}
