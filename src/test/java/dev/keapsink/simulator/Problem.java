package dev.keapsink.simulator;

/**
 * Something a call does that the request model does not allow: where, what, and the message Keap refuses it with. The
 * message is "" for what Keap lets pass although no caller should do it, such as a query parameter it does not know.
 */
record Problem(String where, String what, String refusal) {
    static final String NOT_CONVERTIBLE = "Input could not be converted to a valid request";

    static Problem refused(String where, String what, String refusal) {
        return new Problem(where, what, refusal);
    }

    static Problem ofType(String where, String what) {
        return new Problem(where, what, NOT_CONVERTIBLE);
    }

    static Problem tolerated(String where, String what) {
        return new Problem(where, what, "");
    }

    boolean isRefused() {
        return !refusal.isEmpty();
    }

    @Override
    public String toString() {
        return where + " " + what;
    }
}
