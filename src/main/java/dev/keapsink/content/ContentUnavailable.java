package dev.keapsink.content;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says that a file could not be read now, but may be later. The message never holds its address. */
public final class ContentUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** What keeps the file from being read. */
    public enum Kind {
        /** Nothing was sent to the server: it has no address, or takes no connection. */
        UNREACHED,
        /** The server failed, or did not answer in time. */
        FAILED,
        /** The invocation has no time left. */
        OUT_OF_TIME,
        /** A person must first correct something in the deployment. */
        MISCONFIGURED
    }

    public ContentUnavailable(Kind kind, String message) {
        this(kind, message, null);
    }

    public ContentUnavailable(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }

    /** How long the server wants to be left alone; empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    static ContentUnavailable outOfTime() {
        return new ContentUnavailable(Kind.OUT_OF_TIME, "This invocation has no time left to read a file");
    }
}
