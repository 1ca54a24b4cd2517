package dev.keapsink.grant;

/** A run of the function refresh after which somebody has to do something; the message says what. */
public final class RefreshFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean grantLost;

    private RefreshFailed(String message, boolean grantLost) {
        super(message);
        this.grantLost = grantLost;
    }

    static RefreshFailed because(String message) {
        return new RefreshFailed(message, false);
    }

    static RefreshFailed grantLost(String message) {
        return new RefreshFailed(message, true);
    }

    /** Whether only a person in front of Keap's log-in page can help. */
    public boolean isGrantLost() {
        return grantLost;
    }
}
