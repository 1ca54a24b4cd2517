package dev.keapsink.tools.probe;

/**
 * Ends one experiment: Keap gave no reply, or one that the experiment cannot use. The message is a clause that says
 * which.
 */
final class UnusableReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableReply(String clause) {
        super(clause);
    }
}
