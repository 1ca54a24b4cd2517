package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.mapping.Source;
import dev.keapsink.mapping.TargetEntry;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the values of one record by a mapping, and tracks which of the record's fields are used. Used by one thread.
 */
public final class RecordReader {

    private final Mapping mapping;
    private final Set<String> sources;
    private final FieldNames names;
    private final Function<Columns, Layout> layouts;
    private final SinkRecord.Row row;
    private final ObjectNode data;

    /** The objects around the data, for sources that look there. */
    private final List<ObjectNode> around;

    private final Columns columns;
    private final Layout layout;

    /** Keap's own fields that the record has under one of their names. Most records have few of them. */
    private final Set<Field> present;

    /** Names of the record's fields that were read for an entry or are ignored, as the record spells them. */
    private final Set<String> named;

    private final Faults faults;

    /**
     * @param sources names of columns that are not found by their names, because an entry reads or ignores them
     * @param layouts makes the layout for this record
     * @param faults takes values that Keap could not take
     */
    public RecordReader(
            Mapping mapping,
            Set<String> sources,
            FieldNames names,
            Function<Columns, Layout> layouts,
            SinkRecord.Row row,
            Faults faults) {
        this.mapping = mapping;
        this.sources = sources;
        this.names = names;
        this.layouts = layouts;
        this.row = row;
        this.data = row.data();
        this.around = row.context().around();
        this.named = new HashSet<>(mapping.ignored());
        this.columns = new Columns(data, names, mapping.automatic(), sources);
        this.layout = layouts.apply(columns);
        this.present = names.fields(columns.byName().keySet());
        this.faults = faults;
    }

    /** The values of these fields of Keap's. An invalid value is left out and becomes a fault. */
    public SortedMap<Field, Value> fields(Collection<Field> wanted) {
        Map<Field, FoundValue> found = new TreeMap<>();
        for (Field field : wanted) {
            TargetEntry entry = mapping.fields().get(field);
            if (entry != null) {
                found.put(field, new FoundValue(of(entry.source()), entry.options(), true));
            } else if (present.contains(field)) {
                found.put(field, new FoundValue(named(field), mapping.otherwise(), false));
            }
        }
        boolean isAll = wanted.size() == names.table().values().size();
        layout.place(found, isAll ? field -> true : Set.copyOf(wanted)::contains);
        SortedMap<Field, Value> fields = new TreeMap<>();
        found.forEach((field, one) -> faults.reading(() -> value(field, one))
                .flatMap(value -> value)
                .ifPresent(value -> fields.put(field, value)));
        return fields;
    }

    /** Leaves fields out, under all of their names, so that no other field takes their values. */
    public void drop(Collection<Field> dropped) {
        for (Field field : dropped) {
            columns.read(names.of(field.label()));
            Optional.ofNullable(mapping.fields().get(field)).ifPresent(entry -> of(entry.source()));
        }
        columns.read(layout.names(dropped));
        columns.dropDuplicates();
    }

    /** The value of a field; empty if it cannot be read, which is no fault here. */
    public Optional<Value> perhaps(Field field) {
        return Optional.ofNullable(new RecordReader(mapping, sources, names, layouts, row, new Faults())
                .fields(List.of(field))
                .get(field));
    }

    /**
     * Why the first value that was left out of some fields was; empty if none was left out.
     *
     * @param fields as the documentation calls them
     */
    public Optional<String> whyLeftOut(Collection<String> fields) {
        return columns.leftOut().stream()
                .filter(value -> fields.contains(value.field()))
                .map(LeftOut::why)
                .findFirst();
    }

    private Optional<Value> value(Field field, FoundValue found) {
        if (found.holdsSeveral()) {
            leaveOut(field.label(), "holds several values, and only the first of them is written");
            return value(field, found.first());
        }
        if (!found.isBlank()) {
            Optional<String> why = field.kind().whyNothing(field.label(), found.json());
            if (why.isPresent() && !isConstant(field, found)) {
                leaveOut(field.label(), why.get());
                return Optional.empty();
            }
        }
        return found.value(field, mapping.conventions());
    }

    /** Whether the value is a constant of the mapping. A constant text is written even if it looks like a filler. */
    private boolean isConstant(Field field, FoundValue found) {
        TargetEntry entry = mapping.fields().get(field);
        return field.kind().isAnyText()
                && entry != null
                && entry.source().constants().contains(found.json());
    }

    /**
     * The values for custom fields. They are those that the mapping names, blank and missing ones included, and those
     * of all columns that were not recognised.
     */
    public List<NamedValue> customFields() {
        List<NamedValue> unresolved = new ArrayList<>();
        mapping.customFields()
                .forEach((name, entry) ->
                        unresolved.add(new NamedValue(name, of(entry.source()), entry.options(), true)));
        if (mapping.automatic()) {
            columns.all().stream()
                    .filter(column -> !sources.contains(column.name()) && !columns.isRecognised(column.normalised()))
                    .filter(column -> !column.isBlank() || mapping.otherwise().isToBeCleared(column.json()))
                    .forEach(column ->
                            unresolved.add(new NamedValue(column.name(), column.json(), mapping.otherwise(), false)));
            layout.customFields()
                    .forEach((name, json) -> unresolved.add(new NamedValue(name, json, mapping.otherwise(), false)));
        }
        return unresolved;
    }

    /** The parts of the record that are not written: fields with a value that were not used, and values left out. */
    public Unwritten unwritten() {
        List<String> unused = new ArrayList<>();
        for (Column column : columns.all()) {
            if (!column.isBlank() && !named.contains(column.name()) && !columns.isUsed(column)) {
                unused.add(column.name());
                if (columns.byName().containsKey(column.normalised())) {
                    layout.whyUnused(column).ifPresent(columns::leaveOut);
                }
            }
        }
        unused.addAll(layout.customFields().keySet());
        return new Unwritten(unused, columns.leftOut());
    }

    /** Records a value that is not written. */
    public void leaveOut(String field, String why) {
        columns.leaveOut(new LeftOut(field, why));
    }

    /** The value of a source. */
    public JsonNode of(Source source) {
        named.addAll(source.names());
        return source.in(data, around);
    }

    /** The value of a source that may also stand in these objects, which are searched last. */
    JsonNode of(Source source, List<ObjectNode> furtherOut) {
        named.addAll(source.names());
        return source.in(
                data, Stream.concat(around.stream(), furtherOut.stream()).toList());
    }

    /**
     * The first value under these names that is not blank, if values are found by name; else a blank one, or a missing
     * node.
     */
    public JsonNode named(List<String> wanted) {
        return named(wanted, Texts::isBlank);
    }

    /** The same for a field. A filler gives way to a value under another name. */
    private JsonNode named(Field field) {
        return named(
                names.of(field.label()),
                json -> Texts.isBlank(json) || new FoundValue(json, mapping.otherwise(), false).isFiller(field));
    }

    private JsonNode named(List<String> wanted, Predicate<JsonNode> saysNothing) {
        JsonNode found = MissingNode.getInstance();
        for (String name : wanted) {
            JsonNode json = columns.byName().get(name);
            if (json != null && saysNothing.test(found)) {
                columns.recognise(name);
                found = Texts.isBlank(found) || !saysNothing.test(json) ? json : found;
            }
        }
        return found;
    }

    /**
     * Whether a source says yes. A missing or blank value means no.
     *
     * @throws InvalidValue if the value is neither yes nor no
     */
    public boolean saysYes(Source source) {
        JsonNode json = of(source);
        return !Texts.isBlank(json) && Booleans.of(String.join("/", source.names()), json);
    }
}
