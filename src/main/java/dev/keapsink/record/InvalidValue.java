package dev.keapsink.record;

/**
 * A value of a record that cannot be used. It travels only inside decoding and mapping, which turn it into a
 * {@link Checked.Invalid} at their edge. Its message has neither the value nor the detail, which may name a part of the value.
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

    /** A text that holds no record at all. */
    static InvalidValue unreadable(String detail) {
        return new InvalidValue(new Outcome.Rejected(Reason.UNREADABLE, null, detail));
    }

    public Outcome.Rejected rejection() {
        return rejection;
    }
}
