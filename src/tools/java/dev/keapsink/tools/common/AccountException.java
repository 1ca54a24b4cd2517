package dev.keapsink.tools.common;

/** Says why a command cannot use a Keap account. The message is a sentence for the operator. */
public final class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Keeps the sentence, which must hold no secret: the command prints it. */
    public AccountException(String message) {
        super(message);
    }
}
