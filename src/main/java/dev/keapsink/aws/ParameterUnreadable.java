package dev.keapsink.aws;

/** A parameter that could not be read; the message completes a sentence for a person. */
public final class ParameterUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    ParameterUnreadable(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Whether Parameter Store may well answer in a while, without anybody's doing. */
    public boolean isPassing() {
        return passing;
    }
}
