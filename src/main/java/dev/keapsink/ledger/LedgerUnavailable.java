package dev.keapsink.ledger;

/** Signals that the ledger cannot be used. The message is a sentence for a person, without its full stop. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String trouble;
    private final boolean passing;

    private LedgerUnavailable(String message, String trouble, boolean passing) {
        super(message);
        this.trouble = trouble;
        this.passing = passing;
    }

    /**
     * A failure that a person must correct, such as a missing table or permission.
     *
     * @param trouble a sentence that says what is wrong
     * @param remedy a sentence that says what to do about it
     */
    public static LedgerUnavailable untilMended(String trouble, String remedy) {
        return new LedgerUnavailable(trouble + "; " + remedy, trouble, false);
    }

    /** A passing failure: the ledger is throttled or cannot be reached. */
    public static LedgerUnavailable forNow(String sentence) {
        return new LedgerUnavailable(sentence, sentence, true);
    }

    /**
     * The same failure for one entry, while others can be used. It counts as passing, since the others need no
     * correction first.
     */
    public LedgerUnavailable ofOneEntry() {
        return passing ? this : forNow(trouble + " for one entry");
    }

    /** Whether the failure passes without a correction. */
    public boolean isPassing() {
        return passing;
    }
}
