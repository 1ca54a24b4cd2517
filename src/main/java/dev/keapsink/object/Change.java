package dev.keapsink.object;

import dev.keapsink.field.Field;
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
import org.jspecify.annotations.Nullable;

/**
 * What one record wants of one object, checked and in Keap's terms.
 *
 * @param values only of those fields that have one
 * @param tags the record's own tags; the configured ones are not among them
 * @param sourceKey the producer's own name for the record, where that counts
 */
public record Change(
        Key key,
        Operation operation,
        @Nullable Version version,
        SortedMap<Field, Value> values,
        Set<Long> tags,
        @Nullable String sourceKey) {

    public Change {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /** Changes of one object in their order as one, at least one: later values win, tags are united. */
    public static Change together(List<Change> changes) {
        SortedMap<Field, Value> merged = new TreeMap<>();
        Set<Long> united = new LinkedHashSet<>();
        for (Change change : changes) {
            change.values.forEach((field, value) -> merged.merge(field, value, Value::followedBy));
            united.addAll(change.tags);
        }
        Change last = changes.getLast();
        return new Change(last.key, last.operation, last.version, merged, united, last.sourceKey);
    }

    /** The same change with these tags in the place of its own. */
    public Change wearing(Set<Long> worn) {
        return new Change(key, operation, version, values, worn, sourceKey);
    }

    /** The same change with more values. */
    public Change with(Map<Field, Value> more) {
        SortedMap<Field, Value> all = new TreeMap<>(values);
        all.putAll(more);
        return withOnly(all);
    }

    /** The same change with these values in the place of its own. */
    public Change withOnly(SortedMap<Field, Value> others) {
        return new Change(key, operation, version, others, tags, sourceKey);
    }

    /** The same change of a record that has this name of its own, or none. */
    public Change named(@Nullable String other) {
        return new Change(key, operation, version, values, tags, other);
    }

    /** The same change with more tags. */
    public Change withTags(Set<Long> more) {
        Set<Long> united = new LinkedHashSet<>(tags);
        united.addAll(more);
        return wearing(united);
    }

    public boolean isDelete() {
        return operation == Operation.DELETE;
    }

    /** Whether what to write depends on what the object has. */
    public boolean dependsOnObject() {
        return values.values().stream().anyMatch(value -> value.write() != Write.OVERWRITE);
    }

    /** Whether nothing is left of this change once a later one of the same object is written. */
    public boolean isCoveredBy(Change later) {
        return values.entrySet().stream()
                .allMatch(field -> field.getValue().isCoveredBy(later.values.get(field.getKey())));
    }

    /** How many of the texts are only the beginning of what the record has. */
    public int cutTexts() {
        return (int) values.values().stream().filter(Value::cut).count();
    }

    /** A field's content as a text. */
    public Optional<String> text(Field field) {
        return Optional.ofNullable(values.get(field)).map(Value::text);
    }

    /** Names nobody: the values are personal. */
    @Override
    public String toString() {
        return "Change[" + operation + ", " + values.keySet() + "]";
    }
}
