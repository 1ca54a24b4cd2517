package dev.keapsink.credential;

/** A credential that cannot be had; the message is a sentence for a person, without its full stop. */
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

    /** There is nothing in its place. */
    public static CredentialUnreadable absent(String sentence) {
        return new CredentialUnreadable(sentence, Kind.ABSENT);
    }

    /** Somebody has to mend something; the sentence says what. */
    public static CredentialUnreadable untilMended(String sentence) {
        return new CredentialUnreadable(sentence, Kind.TO_BE_MENDED);
    }

    /** The place it is kept in cannot be asked now. */
    public static CredentialUnreadable forNow(String sentence) {
        return new CredentialUnreadable(sentence, Kind.PASSING);
    }

    /** Whether there is nothing in its place that could be overwritten by mistake. */
    public boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /** Whether it passes without anybody's doing. */
    public boolean isPassing() {
        return kind == Kind.PASSING;
    }
}
