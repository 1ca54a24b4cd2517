package dev.keapsink.object;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The change that one record makes to one object, checked and in Keap's form. Immutable.
 *
 * @param values by field; a field without a value is not in it
 * @param references the objects that the record refers to, by the field that takes the id
 * @param tags ids of the record's own tags, without the configured ones
 * @param sourceKey the producer's own name for the record, if it counts here
 * @param otherKey another key by which records may refer to the object, such as a company's name; null for none
 */
public record Change(
        Key key,
        Operation operation,
        @Nullable Version version,
        SortedMap<Field, Value> values,
        SortedMap<Field, Reference> references,
        Set<Long> tags,
        @Nullable String sourceKey,
        @Nullable Key otherKey) {

    public Change {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /** A change of an object that records refer to by its key alone. */
    public Change(
            Key key,
            Operation operation,
            @Nullable Version version,
            SortedMap<Field, Value> values,
            SortedMap<Field, Reference> references,
            Set<Long> tags,
            @Nullable String sourceKey) {
        this(key, operation, version, values, references, tags, sourceKey, null);
    }

    /** The same of an object that refers to no other one. */
    public Change(
            Key key,
            Operation operation,
            @Nullable Version version,
            SortedMap<Field, Value> values,
            Set<Long> tags,
            @Nullable String sourceKey) {
        this(key, operation, version, values, new TreeMap<>(), tags, sourceKey);
    }

    /** An upsert without values, by which the object of a key can be found. */
    public static Change lookUp(Key key) {
        return new Change(key, Operation.UPSERT, null, new TreeMap<>(), Set.of(), null);
    }

    /**
     * Merges changes of one object into one: later values win, and tags are united.
     *
     * @param changes at least one, in their order
     */
    public static Change together(List<Change> changes) {
        SortedMap<Field, Value> merged = new TreeMap<>();
        SortedMap<Field, Reference> parents = new TreeMap<>();
        Set<Long> united = new LinkedHashSet<>();
        Key otherKey = null;
        for (Change change : changes) {
            parents.keySet().removeIf(change::replacesListOf);
            change.values.forEach((field, value) -> merge(field, value, merged, parents));
            change.references.forEach((field, reference) -> merge(field, reference, merged, parents));
            united.addAll(change.tags);
            otherKey = change.otherKey == null ? otherKey : change.otherKey;
        }
        Change last = changes.getLast();
        return new Change(last.key, last.operation, last.version, merged, parents, united, last.sourceKey, otherKey);
    }

    private static void merge(
            Field field, Value later, SortedMap<Field, Value> values, SortedMap<Field, Reference> references) {
        if (!references.containsKey(field)) {
            values.merge(field, later, Value::followedBy);
        } else if (later.write() != Write.FILL) {
            references.remove(field);
            values.put(field, later);
        }
    }

    /** A field has either a value or a reference. */
    private static void merge(
            Field field, Reference later, SortedMap<Field, Value> values, SortedMap<Field, Reference> references) {
        Value before = values.get(field);
        boolean isFilled = references.containsKey(field) || (before != null && !before.isClearing());
        if (!later.isFill() || !isFilled) {
            values.remove(field);
            references.put(
                    field,
                    before != null && later instanceof Reference.ByKey byKey ? byKey.written(Write.OVERWRITE) : later);
        }
    }

    /** The same change with these tags instead of its own. */
    public Change withExactTags(Set<Long> exactTags) {
        return new Change(key, operation, version, values, references, exactTags, sourceKey, otherKey);
    }

    /** The same change with more values. */
    public Change with(Map<Field, Value> more) {
        SortedMap<Field, Value> all = new TreeMap<>(values);
        all.putAll(more);
        return withOnly(all);
    }

    /**
     * The same change in which the ids of the objects that it refers to are values.
     *
     * @param ids the id for a reference, given the label of its field; empty to leave the reference out
     */
    public Change resolved(BiFunction<String, Reference, Optional<Long>> ids) {
        SortedMap<Field, Value> all = new TreeMap<>(values);
        references.forEach((field, reference) -> ids.apply(field.label(), reference)
                .ifPresent(id -> all.put(field, field.ofId(id, reference.isFill() ? Write.FILL : Write.OVERWRITE))));
        return withOnly(all);
    }

    /** The same change with these references instead of its own. */
    public Change referringTo(SortedMap<Field, Reference> others) {
        return new Change(key, operation, version, values, others, tags, sourceKey, otherKey);
    }

    /** The same change with these values instead of its own. */
    public Change withOnly(SortedMap<Field, Value> others) {
        return new Change(key, operation, version, others, references, tags, sourceKey, otherKey);
    }

    /** The same change with another {@code sourceKey}, or none. */
    public Change withSourceKey(@Nullable String other) {
        return new Change(key, operation, version, values, references, tags, other, otherKey);
    }

    /** The same change with more tags. */
    public Change withTags(Set<Long> more) {
        Set<Long> united = new LinkedHashSet<>(tags);
        united.addAll(more);
        return withExactTags(united);
    }

    public boolean isDelete() {
        return operation == Operation.DELETE;
    }

    /** Whether the values to write depend on the object's present values. */
    public boolean dependsOnObject() {
        return values.values().stream().anyMatch(value -> value.write() != Write.OVERWRITE)
                || references.values().stream().anyMatch(Reference::isFill);
    }

    /** Whether a later change of the same object makes this one superfluous. */
    public boolean isCoveredBy(Change later) {
        return references.entrySet().stream()
                        .allMatch(entry -> later.replacesListOf(entry.getKey())
                                || isCovered(entry.getValue(), later.references.get(entry.getKey())))
                && values.entrySet().stream()
                        .allMatch(field -> field.getValue().isCoveredBy(later.values.get(field.getKey())));
    }

    /** Whether a field belongs to an item of a list that this change replaces as a whole. */
    private boolean replacesListOf(Field field) {
        return field.place() instanceof FieldPath.Element element
                && values.keySet().stream().anyMatch(one -> one.place().equals(new FieldPath.Property(element.list())));
    }

    private static boolean isCovered(Reference reference, @Nullable Reference later) {
        return later != null && (!later.isFill() || later.equals(reference));
    }

    /** The number of texts that were cut to Keap's length. */
    public int cutTexts() {
        return (int) values.values().stream().filter(Value::cut).count();
    }

    /** A field's content as a text. */
    public Optional<String> text(Field field) {
        return Optional.ofNullable(values.get(field)).map(Value::text);
    }

    /** Hides the values, which are personal. */
    @Override
    public String toString() {
        return "Change[" + operation + ", " + values.keySet() + "]";
    }
}
