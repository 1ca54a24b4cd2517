package dev.keapsink.ledger;

/** A ledger that cannot be used; the message is a sentence for a person, without its full stop. */
public final class LedgerUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private LedgerUnreadable(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Somebody has to mend something, such as a missing table or permission; the sentence says what. */
    public static LedgerUnreadable untilMended(String sentence) {
        return new LedgerUnreadable(sentence, false);
    }

    /** It is throttled or cannot be reached now. */
    public static LedgerUnreadable forNow(String sentence) {
        return new LedgerUnreadable(sentence, true);
    }

    /** Whether it passes without anybody's doing. */
    public boolean isPassing() {
        return passing;
    }
}
