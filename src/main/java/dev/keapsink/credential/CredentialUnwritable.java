package dev.keapsink.credential;

/** Says that a document could not be stored. The message is a sentence for the operator, without its full stop. */
public final class CredentialUnwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    /**
     * @param passing whether another attempt may succeed without the operator
     */
    public CredentialUnwritable(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Whether another attempt may succeed without the operator. */
    public boolean isPassing() {
        return passing;
    }
}
