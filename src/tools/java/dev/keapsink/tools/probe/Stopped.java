package dev.keapsink.tools.probe;

/**
 * Ends all experiments: the operator stopped them, Keap throttles, or there is no test contact. The cleanup still runs.
 * The message says why.
 */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean callIsLost;

    private Stopped(String sentence, boolean callIsLost) {
        super(sentence);
        this.callIsLost = callIsLost;
    }

    static Stopped because(String sentence) {
        return new Stopped(sentence, false);
    }

    /** Returns the stop by an interrupt: a call was broken off, perhaps after it was sent. */
    static Stopped halfWay() {
        return new Stopped("Stopped half-way.", true);
    }

    /** Returns whether the effect of the last call is unknown. */
    boolean callIsLost() {
        return callIsLost;
    }
}
