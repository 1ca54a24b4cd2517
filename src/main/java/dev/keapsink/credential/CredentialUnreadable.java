package dev.keapsink.credential;

/** Says that a credential cannot be read. The message is a sentence for the operator, without its full stop. */
public final class CredentialUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    private enum Kind {
        ABSENT,
        TO_BE_MENDED,
        PASSING
    }

    private CredentialUnreadable(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    /** The store holds no document. */
    public static CredentialUnreadable absent(String sentence) {
        return new CredentialUnreadable(sentence, Kind.ABSENT);
    }

    /** The operator has to mend something; the sentence says what. */
    public static CredentialUnreadable untilMended(String sentence) {
        return new CredentialUnreadable(sentence, Kind.TO_BE_MENDED);
    }

    /** The store cannot be asked now. */
    public static CredentialUnreadable forNow(String sentence) {
        return new CredentialUnreadable(sentence, Kind.PASSING);
    }

    /** Whether the store holds no document, so that a write overwrites nothing by mistake. */
    public boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /** Whether it passes without the operator. */
    public boolean isPassing() {
        return kind == Kind.PASSING;
    }
}
