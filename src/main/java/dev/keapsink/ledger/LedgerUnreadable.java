package dev.keapsink.ledger;

/** A ledger that cannot be used; the message is a sentence for a person, without its full stop. */
public final class LedgerUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String trouble;
    private final boolean passing;

    private LedgerUnreadable(String message, String trouble, boolean passing) {
        super(message);
        this.trouble = trouble;
        this.passing = passing;
    }

    /**
     * Somebody has to mend something, such as a missing table or permission.
     *
     * @param trouble a sentence that says what is wrong
     * @param remedy another one that says what to do about it
     */
    public static LedgerUnreadable untilMended(String trouble, String remedy) {
        return new LedgerUnreadable(trouble + "; " + remedy, trouble, false);
    }

    /** It is throttled or cannot be reached now. */
    public static LedgerUnreadable forNow(String sentence) {
        return new LedgerUnreadable(sentence, sentence, true);
    }

    /** The same of an entry beside others that can be used: nothing is to be mended before all else. */
    public LedgerUnreadable ofOneEntry() {
        return passing ? this : forNow(trouble + " for one entry");
    }

    /** Whether it passes without anybody's doing. */
    public boolean isPassing() {
        return passing;
    }
}
