package dev.keapsink.tools.common;

/** What keeps a command from using an account; the message is a sentence for its user. */
public final class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AccountException(String message) {
        super(message);
    }
}
