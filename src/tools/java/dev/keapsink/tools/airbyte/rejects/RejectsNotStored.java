package dev.keapsink.tools.airbyte.rejects;

/** Signals that rejected rows cannot be stored. The message is a sentence for a person, and says what to do. */
public final class RejectsNotStored extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private RejectsNotStored(String sentence, boolean passing) {
        super(sentence);
        this.passing = passing;
    }

    /** A failure that a person must correct, such as a missing bucket or permission. */
    static RejectsNotStored untilMended(String sentence) {
        return new RejectsNotStored(sentence, false);
    }

    /** A passing failure: the store is throttled or cannot be reached. */
    static RejectsNotStored forNow(String sentence) {
        return new RejectsNotStored(sentence, true);
    }

    /** Whether the failure passes without a correction. */
    public boolean isPassing() {
        return passing;
    }
}
