package dev.keapsink.record;

import java.util.function.Function;

/** A value that passed a check, or the reason why it did not. */
public sealed interface Checked<T> {

    /** A value that passed the check. */
    record Valid<T>(T value) implements Checked<T> {}

    /** The rejection of a value that can never pass. */
    record Invalid<T>(Outcome.Rejected rejection) implements Checked<T> {}

    /** Applies the next check to a valid value; an invalid one keeps its rejection. */
    default <R> Checked<R> then(Function<T, Checked<R>> next) {
        return switch (this) {
            case Valid<T> valid -> next.apply(valid.value());
            case Invalid<T> invalid -> new Invalid<>(invalid.rejection());
        };
    }
}
