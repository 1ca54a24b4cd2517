package dev.keapsink.export;

/** The store of an export cannot be used. The message is a sentence that says what to do, and holds no value of a row. */
public final class StoreFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreFailed(String message) {
        super(message);
    }
}
