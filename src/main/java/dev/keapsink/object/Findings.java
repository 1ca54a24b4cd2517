package dev.keapsink.object;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the problems of one record while it is resolved against the account, so that all are reported at once. */
public interface Findings {

    /** The record's values that Keap could not take. */
    Faults faults();

    /**
     * The result of one part of the work on the record; empty if the part failed, which becomes a finding.
     *
     * @param part throws {@link InvalidValue} for a fault of the record, and {@link KeapFailure} if the account could
     *     not be asked
     */
    <T> Optional<T> of(Supplier<T> part);
}
