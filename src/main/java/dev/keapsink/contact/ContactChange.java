package dev.keapsink.contact;

import dev.keapsink.mapping.Handling.Write;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one record wants of one contact, checked and in Keap's terms.
 *
 * @param fields only those that have a value
 * @param tags the record's own tags; the configured ones are not among them
 * @param contactType the record's own contact type, as the record spells it
 * @param sourceKey the producer's own name for the record, where that counts
 */
public record ContactChange(
        ContactKey key,
        Operation operation,
        @Nullable Version version,
        SortedMap<ContactField, Value> fields,
        Set<Long> tags,
        @Nullable String contactType,
        @Nullable String sourceKey) {

    /** Of a record without a name of its own. */
    public ContactChange(
            ContactKey key,
            Operation operation,
            @Nullable Version version,
            SortedMap<ContactField, Value> fields,
            Set<Long> tags,
            @Nullable String contactType) {
        this(key, operation, version, fields, tags, contactType, null);
    }

    public ContactChange {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /** Changes of one contact in their order as one, at least one: later fields win, tags are united. */
    public static ContactChange together(List<ContactChange> changes) {
        SortedMap<ContactField, Value> merged = new TreeMap<>();
        Set<Long> united = new LinkedHashSet<>();
        String type = null;
        for (ContactChange change : changes) {
            change.fields.forEach((field, value) -> merged.merge(field, value, Value::followedBy));
            united.addAll(change.tags);
            type = change.contactType == null ? type : change.contactType;
        }
        ContactChange last = changes.getLast();
        return new ContactChange(last.key, last.operation, last.version, merged, united, type, last.sourceKey);
    }

    /** The same delete, of which only these tags are there to be taken off. */
    public ContactChange wearing(Set<Long> worn) {
        return new ContactChange(key, operation, version, fields, worn, null, sourceKey);
    }

    /** The same change with the contact type spelt as the account spells it. */
    public ContactChange withContactType(@Nullable String spelling) {
        return new ContactChange(key, operation, version, fields, tags, spelling, sourceKey);
    }

    /** The same change with more fields. */
    public ContactChange withFields(Map<ContactField, Value> more) {
        SortedMap<ContactField, Value> all = new TreeMap<>(fields);
        all.putAll(more);
        return withOnly(all);
    }

    /** The same change with these fields in the place of its own. */
    ContactChange withOnly(SortedMap<ContactField, Value> others) {
        return new ContactChange(key, operation, version, others, tags, contactType, sourceKey);
    }

    /**
     * The same change without the number that the contact is found by, which may be in another place there; nothing if
     * something else belongs to it, or may take that place.
     */
    Optional<ContactChange> withoutNumber() {
        boolean needed = fields.keySet().stream()
                .map(field -> Dependence.base(field).orElse(field))
                .anyMatch(field -> field.kind() == Kind.PHONE
                        && field.list().equals(ContactFields.PHONE1.list())
                        && (!field.equals(ContactFields.PHONE1) || hasParts(field)));
        if (needed) {
            return Optional.empty();
        }
        SortedMap<ContactField, Value> others = new TreeMap<>(fields);
        others.remove(ContactFields.PHONE1);
        return Optional.of(withOnly(others));
    }

    private boolean hasParts(ContactField number) {
        return fields.keySet().stream()
                .flatMap(field -> Dependence.base(field).stream())
                .anyMatch(number::equals);
    }

    /** The same change of a record that has this name of its own, or none. */
    public ContactChange named(@Nullable String other) {
        return new ContactChange(key, operation, version, fields, tags, contactType, other);
    }

    /** The same change with more tags. */
    public ContactChange withTags(Set<Long> more) {
        return new ContactChange(key, operation, version, fields, union(tags, more), contactType, sourceKey);
    }

    public boolean isDelete() {
        return operation == Operation.DELETE;
    }

    /** Whether what to write depends on what the contact has. */
    boolean dependsOnContact() {
        return fields.values().stream().anyMatch(value -> value.write() != Write.OVERWRITE);
    }

    /** Whether nothing is left of this change once a later one of the same contact is written. */
    public boolean isCoveredBy(ContactChange later) {
        return (contactType == null || later.contactType != null)
                && fields.entrySet().stream()
                        .allMatch(field -> field.getValue().isCoveredBy(later.fields.get(field.getKey())));
    }

    /** How many of the texts are only the beginning of what the record has. */
    public int cutTexts() {
        return (int) fields.values().stream().filter(Value::cut).count();
    }

    /** A field's content as a text. */
    Optional<String> text(ContactField field) {
        return Optional.ofNullable(fields.get(field)).map(Value::text);
    }

    private static Set<Long> union(Set<Long> some, Set<Long> more) {
        Set<Long> united = new LinkedHashSet<>(some);
        united.addAll(more);
        return united;
    }

    /** Names nobody: the fields are personal. */
    @Override
    public String toString() {
        return "ContactChange[" + operation + ", " + fields.keySet() + "]";
    }
}
