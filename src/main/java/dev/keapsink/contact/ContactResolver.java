package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.object.Certainty;
import dev.keapsink.object.Change;
import dev.keapsink.object.CustomFieldResolver;
import dev.keapsink.object.Findings;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.ResolvedChange;
import dev.keapsink.record.Excerpt;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Resolves changes of contacts against the account's contact types and custom fields. Threadsafe. */
final class ContactResolver {

    private final ContactLists lists;
    private final @Nullable String configuredType;
    private final Set<String> mappedFields;
    private final CustomFieldResolver customFields;

    private final AtomicBoolean rechecking = new AtomicBoolean();
    private volatile boolean verified;

    /** The configured type as the account spells it; null until {@link #verify} has succeeded. */
    private volatile @Nullable String spelling;

    /**
     * @param configuredType the contact type of records that name none
     * @param mappedFields names of the custom fields in the mapping
     */
    ContactResolver(ContactLists lists, @Nullable String configuredType, Set<String> mappedFields) {
        this.lists = lists;
        this.configuredType = configuredType;
        this.mappedFields = Set.copyOf(mappedFields);
        this.customFields = new CustomFieldResolver(lists.values());
    }

    List<AccountList<?>> lists() {
        return List.of(lists.types().list(), lists.values().list());
    }

    /**
     * Makes sure that the account has the configured type and the mapping's custom fields.
     *
     * @throws KeapFailure.Misconfigured if one is missing
     */
    void verify(Deadline deadline) {
        if (verified) {
            return;
        }
        LookUp.configured("custom fields", () -> {
            lists.values().require(mappedFields, deadline);
            return true;
        });
        String type = configuredType;
        if (type != null) {
            spelling = LookUp.configured("contact types", () -> lists.types().spelling(type, deadline))
                    .orElseThrow(ContactResolver::missingContactType);
        }
        verified = true;
    }

    /**
     * Adds custom fields and the contact type to a change, the type as the account spells it. A record without a type
     * gets the configured one.
     */
    Optional<ResolvedChange> resolve(MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings) {
        Change change = wanted.change();
        Optional<Map<Field, Value>> type = findings.of(() -> type(change, old, certainty)
                .map(name -> Map.of(ContactFields.CONTACT_TYPE, ContactTypes.value(name)))
                .orElse(Map.of()));
        return customFields
                .resolve(wanted.unresolved(), certainty, findings, this::customFieldRemoved)
                .flatMap(fields -> type.map(typed ->
                        new ResolvedChange(change.with(typed).with(fields.values()), fields.used(), fields.leftOut())));
    }

    private Optional<String> type(Change change, boolean old, Certainty certainty) {
        Optional<String> named = change.text(ContactFields.CONTACT_TYPE);
        return named.isEmpty() ? Optional.ofNullable(spelling) : Optional.of(spelling(named.get(), old, certainty));
    }

    private String spelling(String name, boolean old, Certainty certainty) {
        return lists.types().known(name).orElseThrow(() -> {
            certainty.require(lists.types().list(), "A contact type");
            List<String> known = lists.types().known();
            if (known.isEmpty() && !old) {
                return new KeapFailure.Unclear("Keap listed no contact types at all");
            }
            return new InvalidValue(new Rejected(
                    Reason.UNKNOWN_CONTACT_TYPE,
                    "contact_type",
                    "The Keap account has no contact type %s%s."
                            .formatted(Excerpt.text(name), DidYouMean.suggestion(name, known))));
        });
    }

    /**
     * Makes sure that the type and the custom fields of a change still exist after Keap refused the change. If a field
     * is gone, the next delivery is written without it, or waits until the operator mends the mapping that names it.
     *
     * @throws KeapFailure.Misconfigured if the configured type is gone
     * @throws KeapFailure.Unavailable if a field is gone, or Keap cannot be asked
     */
    void recheck(Change refused, Deadline deadline) {
        String type = spelling;
        if (type != null
                && refused.text(ContactFields.CONTACT_TYPE).filter(type::equals).isPresent()) {
            // Keap may have refused the configured type, which may have been removed since the start.
            recheckType(type, deadline);
        }
        boolean there = LookUp.ofRecord(
                "custom fields", () -> lists.values().stillHas(refused.values().keySet(), deadline));
        if (!there) {
            throw customFieldRemoved();
        }
    }

    /** Only one caller asks at a time; its answer decides for the whole batch. */
    private void recheckType(String type, Deadline deadline) {
        if (!rechecking.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!LookUp.ofRecord("contact types", () -> lists.types().stillHas(type, deadline))) {
                verified = false;
                throw missingContactType();
            }
        } finally {
            rechecking.set(false);
        }
    }

    /** The failure of a record whose custom field is gone. The next batch verifies the mapping again. */
    private KeapFailure customFieldRemoved() {
        verified = false;
        return new KeapFailure.Unavailable("A custom field was removed from the Keap account", Progress.FINISHED, null);
    }

    private static KeapFailure.Misconfigured missingContactType() {
        return new KeapFailure.Misconfigured(
                "The configured contact type (KEAP_SINK_CONTACT_TYPE, or contact_type in KEAP_SINK_MAPPING) does not"
                        + " exist in the Keap account; correct it or add the type in Keap",
                ObjectType.CONTACTS);
    }
}
