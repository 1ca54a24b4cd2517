package dev.keapsink.aws;

/** A parameter that could not be read; the message completes a sentence for a person. */
public final class ParameterUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** Why. */
    enum Kind {
        ABSENT,
        TO_BE_MENDED,
        PASSING
    }

    ParameterUnreadable(String message, Kind kind, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
