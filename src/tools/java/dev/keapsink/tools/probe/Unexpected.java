package dev.keapsink.tools.probe;

/** Ends one experiment: Keap did something that it was not asked for, or nothing. The message says what, in a clause. */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String clause) {
        super(clause);
    }
}
