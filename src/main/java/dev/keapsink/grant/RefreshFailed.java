package dev.keapsink.grant;

/** Says that the operator has to do something after a run of the function refresh. The message says what. */
public final class RefreshFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Remedy remedy;

    /** What has to happen before another run can succeed. */
    private enum Remedy {
        MEND,
        AUTHORIZE,
        WAIT
    }

    private RefreshFailed(String message, Remedy remedy) {
        super(message);
        this.remedy = remedy;
    }

    static RefreshFailed because(String message) {
        return new RefreshFailed(message, Remedy.MEND);
    }

    static RefreshFailed grantLost(String message) {
        return new RefreshFailed(message, Remedy.AUTHORIZE);
    }

    static RefreshFailed forNow(String message) {
        return new RefreshFailed(message, Remedy.WAIT);
    }

    /** Whether the operator has to authorise the sink anew on Keap's log-in page. */
    public boolean isGrantLost() {
        return remedy == Remedy.AUTHORIZE;
    }

    /** Whether a later run may succeed although nobody does anything. */
    public boolean isPassing() {
        return remedy == Remedy.WAIT;
    }
}
