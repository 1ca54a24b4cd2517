package dev.keapsink.record;

/**
 * Signals a value of a record that cannot be used. It stays within decoding and mapping, which turn it into a
 * {@link Checked.Invalid} at their edge. Its message omits the value and the detail, which may quote a part of the
 * value.
 */
public final class InvalidValue extends RuntimeException {

    private final Outcome.Rejected rejection;

    public InvalidValue(String field, String detail) {
        this(new Outcome.Rejected(Reason.INVALID_VALUE, field, detail));
    }

    public InvalidValue(Outcome.Rejected rejection) {
        super(rejection.reason().code() + " in " + rejection.field(), null, false, false);
        this.rejection = rejection;
    }

    /** The exception for a text that holds no record. */
    static InvalidValue unreadable(String detail) {
        return new InvalidValue(new Outcome.Rejected(Reason.UNREADABLE, null, detail));
    }

    public Outcome.Rejected rejection() {
        return rejection;
    }
}
