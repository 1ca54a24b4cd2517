package dev.keapsink.resilience;

import java.time.Duration;
import java.util.Optional;

/** A call that did not succeed, and what a retry has to know about it. */
public abstract class CallFailure extends RuntimeException {

    /** How far the call got on the other side. */
    public enum Progress {
        /** It was not carried out: never sent, or turned away at the door. */
        NOT_STARTED,
        /** It was answered, so whatever it did is over. */
        FINISHED,
        /** Nobody knows: it may have been carried out, and may still be running. */
        UNKNOWN
    }

    protected CallFailure(String message) {
        super(message, null, false, false);
    }

    /** How far the call got. */
    public abstract Progress progress();

    /** Whether the same call may succeed a moment later. */
    public abstract boolean passing();

    /** How long the other side asked to be left alone, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
