package dev.keapsink.tools.common;

/** Ends a command with a sentence that says what happened and what to do about it. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Ends the command with this sentence. */
    public CommandFailure(String sentence) {
        super(sentence);
    }

    /** Ends the command with this sentence; the cause is not printed. */
    public CommandFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
