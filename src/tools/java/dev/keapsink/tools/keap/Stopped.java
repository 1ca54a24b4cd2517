package dev.keapsink.tools.keap;

/**
 * Ends all that a command does in Keap: the operator stopped it, Keap throttles, or something is missing. A cleanup still
 * runs. The message says why.
 */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean callIsLost;

    private Stopped(String sentence, boolean callIsLost) {
        super(sentence);
        this.callIsLost = callIsLost;
    }

    /** Returns the stop for this reason. */
    public static Stopped because(String sentence) {
        return new Stopped(sentence, false);
    }

    /** Returns the stop by an interrupt: a call was broken off, perhaps after it was sent. */
    public static Stopped halfWay() {
        return new Stopped("Stopped half-way.", true);
    }

    /** Returns whether the effect of the last call is unknown. */
    public boolean callIsLost() {
        return callIsLost;
    }
}
