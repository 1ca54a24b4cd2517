package dev.keapsink.aws;

/** Says that a parameter could not be read. The message completes a sentence for the operator. */
public final class ParameterUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** The reason. */
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
