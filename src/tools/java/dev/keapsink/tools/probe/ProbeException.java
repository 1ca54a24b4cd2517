package dev.keapsink.tools.probe;

/** Ends the probe before its first write, with a sentence that says what to do. */
final class ProbeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProbeException(String sentence) {
        super(sentence);
    }
}
