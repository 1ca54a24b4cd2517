package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.mapping.Entry;
import dev.keapsink.mapping.Source;
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

/** Takes one record apart, and remembers which of its fields were of use. */
public final class RecordReader {

    private final Mapping mapping;
    private final Set<String> sources;
    private final FieldNames names;
    private final Function<Columns, Layout> layouts;
    private final SinkRecord.Row row;
    private final ObjectNode data;

    /** What stands around the data, for those sources that look there. */
    private final List<ObjectNode> around;

    private final Columns columns;
    private final Layout layout;

    /** Those of Keap's fields that stand in the record under a usual name, as few of them do. */
    private final Set<Field> there;

    /** Those that a source names or that are to be ignored, spelt as there. */
    private final Set<String> named;

    private final Faults faults;

    /**
     * @param sources the columns that are not found by their own names, because an entry reads or ignores them
     * @param layouts made for this record alone
     * @param faults takes what Keap could not take
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
        this.there = names.fields(columns.byName().keySet());
        this.faults = faults;
    }

    /** The values of some of Keap's own fields, without those that Keap could not take. */
    public SortedMap<Field, Value> fields(Collection<Field> wanted) {
        Map<Field, FoundValue> found = new TreeMap<>();
        for (Field field : wanted) {
            Entry entry = mapping.fields().get(field);
            if (entry != null) {
                found.put(field, new FoundValue(of(entry.source()), entry.options(), true));
            } else if (there.contains(field)) {
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

    /** Leaves fields out: under none of their names may their values land anywhere else. */
    public void drop(Collection<Field> dropped) {
        for (Field field : dropped) {
            columns.read(names.of(field.label()));
            Optional.ofNullable(mapping.fields().get(field)).ifPresent(entry -> of(entry.source()));
        }
        columns.read(layout.names(dropped));
        columns.dropSecond();
    }

    /** A value that is of use as far as it can be read, and no fault if it cannot. */
    public Optional<Value> perhaps(Field field) {
        return Optional.ofNullable(new RecordReader(mapping, sources, names, layouts, row, new Faults())
                .fields(List.of(field))
                .get(field));
    }

    /** Why the first value that was left out of some fields was, as the documentation calls these; nothing if none was. */
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

    /** Whether the operator has said what to write, whatever it says. */
    private boolean isConstant(Field field, FoundValue found) {
        Entry entry = mapping.fields().get(field);
        return field.kind().isAnyText()
                && entry != null
                && entry.source().constants().contains(found.json());
    }

    /**
     * Values for custom fields: those that the mapping names, be they blank or not there, because then nothing else is
     * meant; and all fields that were of no other use.
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

    /** What of the record is not written: fields that have a value and were of no use, and values that say nothing. */
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

    /** Tells that a value is not written. */
    public void leaveOut(String field, String why) {
        columns.leaveOut(new LeftOut(field, why));
    }

    /** What is under a source. */
    public JsonNode of(Source source) {
        named.addAll(source.names());
        return source.in(data, around);
    }

    /** The same, looked for at last in objects that are further out. */
    JsonNode of(Source source, List<ObjectNode> furtherOut) {
        named.addAll(source.names());
        return source.in(
                data, Stream.concat(around.stream(), furtherOut.stream()).toList());
    }

    /** The first value under these names that is not blank, if names count here; else a blank one, or none. */
    public JsonNode named(List<String> wanted) {
        return named(wanted, Texts::isBlank);
    }

    /** The same of a field; a filler gives way to a value under another name. */
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
     * Whether a source says yes; one that is absent or empty does not.
     *
     * @throws InvalidValue if it says neither yes nor no
     */
    public boolean saysYes(Source source) {
        JsonNode json = of(source);
        return !Texts.isBlank(json) && Booleans.of(String.join("/", source.names()), json);
    }
}
