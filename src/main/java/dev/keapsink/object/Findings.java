package dev.keapsink.object;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import java.util.Optional;
import java.util.function.Supplier;

/** What was found out about one record while it was fitted to the account: all that is wrong with it is told at once. */
public interface Findings {

    /** What Keap could not take. */
    Faults faults();

    /**
     * What a part of the record comes to; nothing if that is not known, or it cannot be written.
     *
     * @param part throws {@link InvalidValue} for a fault of the record, and {@link KeapFailure} where the account could not be
     *     asked
     */
    <T> Optional<T> of(Supplier<T> part);
}
