package dev.keapsink.object;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Columns;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.Layout;
import dev.keapsink.field.Mapping;
import dev.keapsink.field.RecordReader;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unwritten;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.StoredKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps records whose fields each stand in one column to changes of an object without tags. Makes no call. Threadsafe.
 */
public final class TableMapper {

    private final FieldNames names;
    private final ParentReader parents;
    private final NestedParts parts;
    private final Rule rule;
    private final Conventions conventions;
    private final RecordMapper recordMapper;

    /** What is peculiar to one type of object. */
    public interface Rule {

        /**
         * The key of a record's object.
         *
         * @throws InvalidValue if the record identifies none
         */
        Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references);

        /** Another key by which records may refer to the object of this key; null for none. */
        default @Nullable Key otherKey(Key key, Map<Field, Value> values) {
            return null;
        }

        /**
         * Checks an upsert's values against each other, and may complete them.
         *
         * @param references may be completed, too
         * @param faults takes what Keap could not take
         */
        default void complete(SortedMap<Field, Value> values, SortedMap<Field, Reference> references, Faults faults) {}
    }

    /** Identifies an object by the key of its record. A record without one has a hash of its data for a key. */
    public static Rule keyed(ObjectType type) {
        return (row, values, references) -> {
            String key = row.header().key();
            return new Key(type, Key.By.SOURCE_KEY, List.of(key == null ? StoredKey.ofData(row.data()) : key));
        };
    }

    public TableMapper(FieldNames names, Mapping mapping, ParentReader parents, Rule rule) {
        this.names = names;
        this.parents = parents;
        this.parts = new NestedParts(names);
        this.rule = rule;
        this.conventions = mapping.conventions();
        this.recordMapper = new RecordMapper(mapping, mapping.sources(), () -> names, this::layout, List.of());
    }

    private Layout layout(Columns columns) {
        parts.flatten(columns);
        return parents.layout(columns);
    }

    /** Maps a record to a change, or says why it cannot. */
    public Checked<MappingResult> map(SinkRecord.Row row) {
        return recordMapper.map(row, (operation, record, faults) -> switch (operation) {
            case DELETE -> delete(row, record);
            case UPSERT -> upsert(row, record, faults);
        });
    }

    /** A delete writes no value, so a fault in one does not matter. A parent may help to find the object. */
    private MappingResult delete(SinkRecord.Row row, RecordReader record) {
        SortedMap<Field, Value> values = new TreeMap<>();
        for (Field field : names.table().values()) {
            record.perhaps(field).ifPresent(value -> values.put(field, value));
        }
        SortedMap<Field, Reference> references = parents.taken(values, new Faults());
        Key key = rule.key(row, values, references);
        return new MappingResult.Wanted(
                change(row, key, Operation.DELETE, values, references), Unresolved.NONE, Unwritten.NOTHING);
    }

    private MappingResult upsert(SinkRecord.Row row, RecordReader record, Faults faults) {
        SortedMap<Field, Value> values = record.fields(names.table().values());
        SortedMap<Field, Reference> references = parents.taken(values, faults);
        parents.checkRequired(references, faults);
        addCountries(values, faults);
        rule.complete(values, references, faults);
        Optional<Key> key = faults.reading(() -> rule.key(row, values, references));
        faults.check();
        return new MappingResult.Wanted(
                change(row, key.orElseThrow(), Operation.UPSERT, values, references),
                new Unresolved(record.customFields(), List.of()),
                record.unwritten());
    }

    /** Keap takes a region only beside its country. */
    private void addCountries(SortedMap<Field, Value> values, Faults faults) {
        for (Field field : List.copyOf(values.keySet())) {
            names.table()
                    .base(field)
                    .filter(base -> base.kind() == FieldType.COUNTRY && !values.containsKey(base))
                    .ifPresent(base -> conventions
                            .country()
                            .ifPresentOrElse(
                                    country -> values.put(
                                            base, base.value(new TextNode(country), WriteOptions.DEFAULT, conventions)),
                                    () -> faults.add(new InvalidValue(
                                                    field.label(),
                                                    "needs its country; send %s, or set KEAP_SINK_COUNTRY"
                                                            .formatted(base.label()))
                                            .rejection())));
        }
    }

    private Change change(
            SinkRecord.Row row,
            Key key,
            Operation operation,
            SortedMap<Field, Value> values,
            SortedMap<Field, Reference> references) {
        return new Change(
                key,
                operation,
                row.header().version(),
                values,
                references,
                Set.of(),
                row.header().key(),
                rule.otherKey(key, values));
    }
}
