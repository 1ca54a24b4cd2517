package dev.keapsink.tools.keap;

/**
 * Ends one step: Keap gave no reply, or one that the step cannot use. The message is a clause that says which.
 */
public final class UnusableReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Ends the step with this clause. */
    public UnusableReply(String clause) {
        super(clause);
    }
}
