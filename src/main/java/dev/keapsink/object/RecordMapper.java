package dev.keapsink.object;

import com.fasterxml.jackson.core.JsonPointer;
import dev.keapsink.field.Columns;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.Layout;
import dev.keapsink.field.Mapping;
import dev.keapsink.field.RecordReader;
import dev.keapsink.record.Checked;
import dev.keapsink.record.EnclosingObjects;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Maps records to changes of one type of object. A record that is marked as a deletion anywhere is never written.
 * Threadsafe.
 */
public final class RecordMapper {

    private static final Set<String> TAGS_AND_TYPE = Set.of("tags", "contact_type");

    private final Mapping mapping;
    private final Set<String> sources;
    private final Supplier<FieldNames> names;
    private final Function<Columns, Layout> layouts;

    /** Pointers by which the mapping reads a key from inside an object or a list. */
    private final List<JsonPointer> nestedKeys;

    /** The mapping rules of one type of object. */
    @FunctionalInterface
    public interface Rules {
        /**
         * Maps a record.
         *
         * @param faults takes the record's faults
         * @throws InvalidValue with all faults of the record, if there are any
         */
        MappingResult mapped(Operation operation, RecordReader record, Faults faults);
    }

    /**
     * @param sources names of columns that are not found by their names, because an entry reads or ignores them
     * @param names called for each record, so that the names need not be read at the start
     * @param layouts makes a layout for each record
     * @param keys the fields that identify an object
     */
    public RecordMapper(
            Mapping mapping,
            Set<String> sources,
            Supplier<FieldNames> names,
            Function<Columns, Layout> layouts,
            Collection<Field> keys) {
        this.mapping = mapping;
        this.sources = sources;
        this.names = names;
        this.layouts = layouts;
        this.nestedKeys = keys.stream()
                .flatMap(field -> Stream.ofNullable(mapping.fields().get(field)))
                .flatMap(entry -> entry.source().nested().stream())
                .toList();
    }

    /** Maps a record to a change, or says why it cannot. */
    public Checked<MappingResult> map(SinkRecord.Row row, Rules rules) {
        Faults faults = new Faults();
        RecordReader record = new RecordReader(mapping, sources, names.get(), layouts, row, faults);
        try {
            Operation operation = isInDeletion(row)
                    ? Operation.DELETE
                    : faults.reading(() -> mapping.operation().of(row, record)).orElse(Operation.UPSERT);
            row.context().faults().stream()
                    .filter(fault -> operation == Operation.UPSERT || isOfDelete(fault))
                    .forEach(faults::add);
            return new Checked.Valid<>(rules.mapped(operation, record, faults));
        } catch (InvalidValue e) {
            return new Checked.Invalid<>(e.rejection());
        }
    }

    /** Whether the mapping reads the key from inside an object that is marked as a deletion. */
    private boolean isInDeletion(SinkRecord.Row row) {
        return !nestedKeys.isEmpty()
                && Stream.concat(Stream.of(row.data()), row.context().around().stream())
                        .anyMatch(object -> nestedKeys.stream()
                                .anyMatch(nestedKey -> EnclosingObjects.saysDeleted(object, nestedKey)));
    }

    /** A fault in tags or the contact type is ignored in a delete, which uses neither. */
    private static boolean isOfDelete(Rejected fault) {
        return !TAGS_AND_TYPE.contains(Objects.requireNonNullElse(fault.field(), ""));
    }
}
