package dev.keapsink.object;

import dev.keapsink.field.CustomFieldValues;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.record.InvalidValue;
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
    private final CustomFieldValues values;
    private final Set<String> mappedFields;
    private final List<Names> names;
    private final CustomFieldResolver customFields;

    private volatile boolean verified;

    /** Replaces names in a change, such as a user's address, by what one of the account's lists has for them. */
    interface Names {

        /** The list that has them. */
        AccountList<?> list();

        /**
         * The change with what the names mean. Makes no call.
         *
         * @throws InvalidValue if the list has no such name
         * @throws KeapFailure if the record has to wait for the list
         */
        Change resolved(Change change, boolean old, Certainty certainty);
    }

    /**
     * @param mappedFields names of the custom fields in the mapping
     */
    TableResolver(ObjectType type, CustomFieldValues values, Set<String> mappedFields, List<Names> names) {
        this.type = type;
        this.values = values;
        this.mappedFields = Set.copyOf(mappedFields);
        this.names = List.copyOf(names);
        this.customFields = new CustomFieldResolver(values);
    }

    List<AccountList<?>> lists() {
        List<AccountList<?>> lists = new ArrayList<>(List.of(values.list()));
        names.forEach(one -> lists.add(one.list()));
        return lists;
    }

    /**
     * Makes sure that the account has the mapping's custom fields.
     *
     * @throws KeapFailure.Misconfigured if one is missing
     */
    void verify(Deadline deadline) {
        if (!verified) {
            LookUp.configured("custom fields of " + type.stream(), () -> {
                values.require(mappedFields, deadline);
                return true;
            });
            verified = true;
        }
    }

    Optional<ResolvedChange> resolve(
            MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings) {
        Optional<Change> change = Optional.of(wanted.change());
        for (Names one : names) {
            change = change.flatMap(before -> findings.of(() -> one.resolved(before, old, certainty)));
        }
        Optional<Change> named = change;
        return customFields
                .resolve(wanted.unresolved(), certainty, findings, this::customFieldRemoved)
                .flatMap(found -> named.map(
                        before -> new ResolvedChange(before.with(found.values()), found.used(), found.leftOut())));
    }

    /**
     * Makes sure that the custom fields of a change still exist, after Keap refused the change.
     *
     * @throws KeapFailure.Unavailable if one is gone, or Keap cannot be asked
     */
    void recheck(Change refused, Deadline deadline) {
        boolean there = LookUp.ofRecord(
                "custom fields of " + type.stream(),
                () -> values.stillHas(refused.values().keySet(), deadline));
        if (!there) {
            throw customFieldRemoved();
        }
    }

    /** The failure of a record whose custom field is gone. The next batch verifies the mapping again. */
    private KeapFailure customFieldRemoved() {
        verified = false;
        return new KeapFailure.Unavailable("A custom field was removed from the Keap account", Progress.FINISHED, null);
    }
}
