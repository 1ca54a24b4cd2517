package dev.keapsink.resilience;

import java.time.Duration;
import java.util.Optional;

/** A call that failed, with the facts that decide whether it may be made again. */
public abstract class CallFailure extends RuntimeException {

    /** How far the server got with the call. */
    public enum Progress {
        /** It was not carried out: it was never sent, or turned away before the server began. */
        NOT_STARTED,
        /** It was answered, so its effect, if any, is over. */
        FINISHED,
        /** Unknown: it may have been carried out, and may still be running. */
        UNKNOWN
    }

    protected CallFailure(String message) {
        super(message, null, false, false);
    }

    /** How far the server got with the call. */
    public abstract Progress progress();

    /** Whether the same call may succeed a moment later. */
    public abstract boolean passing();

    /** How long to wait before the next attempt; empty if the server did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
