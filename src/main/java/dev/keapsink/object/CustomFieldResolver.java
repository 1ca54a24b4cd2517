package dev.keapsink.object;

import dev.keapsink.field.CustomFieldValues;
import dev.keapsink.field.CustomFieldValues.Found;
import dev.keapsink.field.Unresolved;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Faults;
import dev.keapsink.record.Reason;
import java.util.Optional;
import java.util.function.Supplier;

/** Resolves a record's custom fields against the account's model as it was last read. Makes no call. Threadsafe. */
public final class CustomFieldResolver {

    private final CustomFieldValues customFieldValues;

    public CustomFieldResolver(CustomFieldValues customFieldValues) {
        this.customFieldValues = customFieldValues;
    }

    /**
     * Resolves the custom fields of a record.
     *
     * @param removed makes the failure for a custom field of the mapping that the account no longer has
     * @return the values; empty if the findings say why there are none
     */
    public Optional<Found> resolve(
            Unresolved unresolved, Certainty certainty, Findings findings, Supplier<KeapFailure> removed) {
        return findings.of(() -> found(unresolved, certainty, findings.faults(), removed));
    }

    private Found found(Unresolved unresolved, Certainty certainty, Faults faults, Supplier<KeapFailure> removed) {
        if (unresolved.customFields().isEmpty()) {
            return Found.NONE;
        }
        AccountList<?> list = customFieldValues.list();
        if (list.reads() == 0) {
            certainty.require(list, "A custom field");
        }
        Faults ofValues = new Faults();
        Found found = values(unresolved, certainty, ofValues, removed);
        if (ofValues.has(Reason.UNKNOWN_OPTION)) {
            certainty.require(list, "An option of a custom field");
        } else if (found.isMissed() && ofValues.isEmpty() && list.fresh().isZero()) {
            certainty.require(list, "A custom field");
        }
        faults.addAll(ofValues);
        return found;
    }

    private Found values(Unresolved unresolved, Certainty certainty, Faults faults, Supplier<KeapFailure> removed) {
        try {
            return customFieldValues.of(unresolved, faults);
        } catch (KeapFailure.Misconfigured e) {
            certainty.require(customFieldValues.list(), "A custom field that the mapping names");
            throw removed.get();
        }
    }
}
