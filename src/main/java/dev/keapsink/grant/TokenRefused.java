package dev.keapsink.grant;

/** The token endpoint's final no; the message is a sentence for a person, without its full stop. */
public final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What was wrong. */
    public enum Kind {
        /** The refresh token or the authorization code: used before, too old, or revoked. */
        GRANT,
        /** The client's id or secret. */
        CLIENT
    }

    private final Kind kind;

    TokenRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
