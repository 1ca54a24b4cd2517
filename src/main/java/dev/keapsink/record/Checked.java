package dev.keapsink.record;

import java.util.function.Function;

/** A value that passed a check, or the reason why it did not. */
public sealed interface Checked<T> {

    /** It passed. */
    record Valid<T>(T value) implements Checked<T> {}

    /** It did not, and never will. */
    record Invalid<T>(Outcome.Rejected rejection) implements Checked<T> {}

    /** Goes on with the next check if this one passed. */
    default <R> Checked<R> then(Function<T, Checked<R>> next) {
        return switch (this) {
            case Valid<T> valid -> next.apply(valid.value());
            case Invalid<T> invalid -> new Invalid<>(invalid.rejection());
        };
    }
}
