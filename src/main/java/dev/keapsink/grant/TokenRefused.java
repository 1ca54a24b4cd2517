package dev.keapsink.grant;

/** Says that the token endpoint refused for good. The message is a sentence for the operator, without its full stop. */
public final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The part of the request that was refused. */
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
