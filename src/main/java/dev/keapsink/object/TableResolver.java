package dev.keapsink.object;

import dev.keapsink.field.CustomFieldValues;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves changes of one type of object against the account's custom fields and further lists. Threadsafe. */
final class TableResolver {

    private final ObjectType type;
    private final Optional<CustomFieldValues> values;
    private final Set<String> mappedFields;
    private final List<NameResolver> names;
    private final Optional<CustomFieldResolver> customFields;

    private volatile boolean verified;

    /**
     * @param values of the custom fields; empty if the type has none
     * @param mappedFields names of the custom fields in the mapping
     */
    TableResolver(
            ObjectType type, Optional<CustomFieldValues> values, Set<String> mappedFields, List<NameResolver> names) {
        this.type = type;
        this.values = values;
        this.mappedFields = Set.copyOf(mappedFields);
        this.names = List.copyOf(names);
        this.customFields = values.map(CustomFieldResolver::new);
    }

    List<AccountList<?>> lists() {
        List<AccountList<?>> lists = new ArrayList<>();
        values.ifPresent(fields -> lists.add(fields.list()));
        names.forEach(one -> lists.add(one.list()));
        return lists;
    }

    /**
     * Makes sure that the account has the mapping's custom fields and the names that the deployment gives.
     *
     * @throws KeapFailure.Misconfigured if one is missing
     */
    void verify(Deadline deadline) {
        if (!verified) {
            values.ifPresent(fields -> LookUp.configured("custom fields of " + type.stream(), () -> {
                fields.require(mappedFields, deadline);
                return true;
            }));
            names.forEach(one -> one.verify(deadline));
            verified = true;
        }
    }

    Optional<ResolvedChange> resolve(MappingResult.Wanted wanted, Certainty certainty, Findings findings) {
        Optional<Change> change = Optional.of(wanted.change());
        for (NameResolver one : names) {
            change = change.flatMap(before -> findings.of(() -> one.resolved(before, certainty)));
        }
        Optional<Change> named = change;
        return customFields
                .map(fields -> fields.resolve(wanted.unresolved(), certainty, findings, this::customFieldRemoved))
                .orElse(Optional.of(CustomFieldValues.Found.NONE))
                .flatMap(found -> named.map(
                        before -> new ResolvedChange(before.with(found.values()), found.used(), found.leftOut())));
    }

    /**
     * Makes sure that the custom fields of a change still exist, after Keap refused the change.
     *
     * @throws KeapFailure.Unavailable if one is gone, or Keap cannot be asked
     */
    void recheck(Change refused, Deadline deadline) {
        boolean areGone = values.filter(fields -> !LookUp.ofRecord(
                        "custom fields of " + type.stream(),
                        () -> fields.stillHas(refused.values().keySet(), deadline)))
                .isPresent();
        if (areGone) {
            throw customFieldRemoved();
        }
    }

    /** The failure of a record whose custom field is gone. The next batch verifies the mapping again. */
    private KeapFailure customFieldRemoved() {
        verified = false;
        return new KeapFailure.Unavailable("A custom field was removed from the Keap account", Progress.FINISHED, null);
    }
}
