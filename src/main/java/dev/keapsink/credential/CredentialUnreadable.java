package dev.keapsink.credential;

/** A credential that cannot be had; the message is a sentence for a person, without its full stop. */
public final class CredentialUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private CredentialUnreadable(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Somebody has to mend something; the sentence says what. */
    public static CredentialUnreadable untilMended(String sentence) {
        return new CredentialUnreadable(sentence, false);
    }

    /** The place it is kept in cannot be asked now. */
    public static CredentialUnreadable forNow(String sentence) {
        return new CredentialUnreadable(sentence, true);
    }

    /** Whether it passes without anybody's doing. */
    public boolean isPassing() {
        return passing;
    }
}
