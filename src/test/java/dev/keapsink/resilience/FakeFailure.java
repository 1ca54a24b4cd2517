package dev.keapsink.resilience;

import java.time.Duration;
import java.util.Optional;

/** A failure of any kind. */
final class FakeFailure extends CallFailure {

    private final Progress progress;
    private final boolean passing;
    private final Duration retryAfter;

    private FakeFailure(Progress progress, boolean passing, Duration retryAfter) {
        super("failed");
        this.progress = progress;
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    static FakeFailure passing(Progress progress) {
        return new FakeFailure(progress, true, null);
    }

    static FakeFailure lasting(Progress progress) {
        return new FakeFailure(progress, false, null);
    }

    FakeFailure after(Duration time) {
        return new FakeFailure(progress, passing, time);
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean passing() {
        return passing;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
