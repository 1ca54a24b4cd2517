package dev.keapsink.grant;

/** Says that the operator has to do something after a run of the function refresh. The message says what. */
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

    /** Whether the operator has to authorise the sink anew on Keap's log-in page. */
    public boolean isGrantLost() {
        return grantLost;
    }
}
