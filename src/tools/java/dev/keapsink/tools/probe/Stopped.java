package dev.keapsink.tools.probe;

/** Ends all experiments, as a person or Keap wishes; what was made is still deleted. The message says why. */
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

    /** A call was broken off that may have been under way. */
    static Stopped halfWay() {
        return new Stopped("Stopped half-way.", true);
    }

    /** Whether nobody knows what became of the call. */
    boolean callIsLost() {
        return callIsLost;
    }
}
