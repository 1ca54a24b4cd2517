package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Resolves the references of changes: the id of the object that a record refers to becomes a value. Threadsafe. */
public final class References {

    private final ObjectIds ids;

    References(ObjectIds ids) {
        this.ids = ids;
    }

    /**
     * A change whose references are values.
     *
     * @param remembered the keys of objects whose ids are older than this batch
     */
    record Resolved(Change change, Set<Key> remembered) {}

    /** The keys by which these changes refer to objects. */
    public static Set<Key> keys(Collection<Change> changes) {
        Set<Key> keys = new LinkedHashSet<>();
        for (Change change : changes) {
            for (Reference reference : change.references().values()) {
                if (reference instanceof Reference.ByKey byKey) {
                    keys.add(byKey.key());
                }
            }
        }
        return keys;
    }

    /**
     * Resolves the references of a change. A delete may do without them, so those whose object was not found are left
     * out of it.
     *
     * @throws KeapFailure.Unresolved if an object was not found
     * @throws KeapFailure if Keap or the ledger cannot be asked
     * @throws InvalidValue if an object can never be found, or several match
     */
    Resolved of(Change change, Deadline deadline) {
        Set<Key> remembered = new HashSet<>();
        Change resolved = change.resolved((field, reference) -> switch (reference) {
            case Reference.ById(long id) -> Optional.of(id);
            case Reference.ByKey byKey -> {
                Answer answer = ids.of(byKey.key(), deadline);
                if (answer instanceof Answer.Found found && found.remembered()) {
                    remembered.add(byKey.key());
                }
                yield id(answer, field, byKey, change.isDelete());
            }
        });
        return new Resolved(resolved, remembered);
    }

    /** Resolves a change anew whose write Keap refused, because a remembered object may be gone. */
    Resolved anew(Change change, Resolved refused, Deadline deadline) {
        ids.doubt(refused.remembered(), deadline);
        return of(change, deadline);
    }

    private static Optional<Long> id(Answer answer, String field, Reference.ByKey reference, boolean isOptional) {
        return switch (answer) {
            case Answer.Found found -> Optional.of(found.id());
            case Answer.Nowhere nowhere when isOptional -> Optional.empty();
            case Answer.NotSearchable never when isOptional -> Optional.empty();
            case Answer.Nowhere nowhere -> throw missing(field, reference);
            case Answer.NotSearchable never -> throw notSearchable(field, reference.key());
            case Answer.Failed(InvalidValue e) when isOptional -> Optional.empty();
            case Answer.Failed(InvalidValue e) -> throw ofField(field, e.rejection());
            case Answer.Failed(RuntimeException e) -> throw e;
        };
    }

    /** An object that is created if it is missing was deleted a moment ago. The next delivery creates it. */
    private static KeapFailure missing(String field, Reference.ByKey reference) {
        return reference.creation().isPresent()
                ? new KeapFailure.Gone("The %s that a record refers to was deleted in Keap"
                        .formatted(reference.key().type().noun()))
                : new KeapFailure.Unresolved(
                        field,
                        "refers to %s that was not found: Keap has none, and no record brought it in time."
                                .formatted(reference.key().type().one()));
    }

    private static InvalidValue notSearchable(String field, Key key) {
        return new InvalidValue(new Rejected(
                Reason.UNKNOWN_REFERENCE,
                field,
                ("refers to %s by a key that no record of its batch has. Between batches only a ledger"
                                + " (KEAP_SINK_LEDGER_TABLE) or the key field in Keap (KEAP_SINK_KEY_FIELD) finds it.")
                        .formatted(key.type().one())));
    }

    private static InvalidValue ofField(String field, Rejected rejection) {
        return new InvalidValue(new Rejected(rejection.reason(), field, rejection.detail()));
    }
}
