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

/** What is to be done with the records of one kind of object: what calls itself a deletion is never written. Threadsafe. */
public final class RecordMapper {

    private static final Set<String> TAGS_AND_TYPE = Set.of("tags", "contact_type");

    private final Mapping mapping;
    private final Set<String> sources;
    private final Supplier<FieldNames> names;
    private final Function<Columns, Layout> layouts;

    /** Where the mapping looks for a key inside of something. */
    private final List<JsonPointer> insides;

    /** What one kind of object makes of a record. */
    @FunctionalInterface
    public interface Rules {
        /**
         * What a record asks for.
         *
         * @param faults takes what is wrong with it
         * @throws InvalidValue with all that is wrong, if anything is
         */
        MappingResult mapped(Operation operation, RecordReader record, Faults faults);
    }

    /**
     * @param sources the columns that are not found by their own names, because an entry reads or ignores them
     * @param names asked for with each record, so that they need not be read at the start
     * @param layouts made anew for each record
     * @param keys the fields that tell who an object is
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
        this.insides = keys.stream()
                .flatMap(field -> Stream.ofNullable(mapping.fields().get(field)))
                .flatMap(entry -> entry.source().nested().stream())
                .toList();
    }

    /** The change that a record asks for, or why it cannot be made. */
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

    /** Whether the mapping takes the key out of something that says that it is a deletion. */
    private boolean isInDeletion(SinkRecord.Row row) {
        return !insides.isEmpty()
                && Stream.concat(Stream.of(row.data()), row.context().around().stream())
                        .anyMatch(object ->
                                insides.stream().anyMatch(inside -> EnclosingObjects.saysDeleted(object, inside)));
    }

    /** Tags and a contact type are of no use to a delete. */
    private static boolean isOfDelete(Rejected fault) {
        return !TAGS_AND_TYPE.contains(Objects.requireNonNullElse(fault.field(), ""));
    }
}
