package dev.keapsink.credential;

/** A document that could not be stored; the message is a sentence for a person, without its full stop. */
public final class CredentialUnwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    /**
     * @param passing whether trying again may help without anybody's doing
     */
    public CredentialUnwritable(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
