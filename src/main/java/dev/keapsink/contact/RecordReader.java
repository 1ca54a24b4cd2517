package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.NextFree.Homeless;
import dev.keapsink.field.Column;
import dev.keapsink.field.Field;
import dev.keapsink.field.Found;
import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Mapping;
import dev.keapsink.field.Unwritten;
import dev.keapsink.field.Value;
import dev.keapsink.field.Wishes.Wish;
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
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes one record apart, and remembers which of its fields were of use. */
final class RecordReader {

    private static final String NO_COMPANIES =
            "is not written, because companies are not written yet; send Keap's own id"
                    + " of it as keap_company_id, or map the name to a custom field";

    private final Mapping mapping;
    private final Set<String> sources;
    private final SinkRecord.Row row;
    private final ObjectNode data;

    /** What stands around the data, for those sources that look there. */
    private final List<ObjectNode> around;

    private final List<Column> columns;
    private final Namesakes namesakes;
    private final Map<String, JsonNode> byName;
    private final KeapBody body;

    /** Those of Keap's fields that stand in the record under a usual name, as few of them do. */
    private final Set<Field> there;

    /** Those that a source names or that are to be ignored, spelt as there. */
    private final Set<String> named;

    /** Those that were found under a usual name, normalised. */
    private final Set<String> recognised = new HashSet<>();

    /** Those that were found under another name, normalised: a custom field of that very name gets the value as well. */
    private final Set<String> shared = new HashSet<>();

    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Faults faults;

    /**
     * @param sources the mapping's {@link ContactMapping#sources()}
     * @param faults takes what Keap could not take
     */
    RecordReader(Mapping mapping, Set<String> sources, SinkRecord.Row row, Faults faults) {
        this.faults = faults;
        this.mapping = mapping;
        this.sources = sources;
        this.row = row;
        this.data = row.data();
        this.around = row.context().around();
        this.named = new HashSet<>(mapping.ignored());
        this.columns = data.properties().stream()
                .filter(field -> !isNote(field.getKey()))
                .map(field -> Column.of(field.getKey(), field.getValue()))
                .toList();
        this.namesakes = new Namesakes(
                mapping.automatic()
                        ? columns.stream()
                                .filter(column -> !sources.contains(column.name()))
                                .toList()
                        : List.of());
        this.byName = namesakes.byName();
        byName.keySet().removeIf(name -> ContactNames.ALL.isStray(name, byName.keySet()));
        NestedAddresses nested = NestedAddresses.in(byName, mapping);
        recognised.addAll(nested.read());
        leftOut.addAll(nested.leftOut());
        Set<Field> flat = ContactNames.ALL.fields(byName.keySet());
        this.body = KeapBody.of(
                byName, field -> flat.contains(field) || mapping.fields().containsKey(field));
        if (body.read().isEmpty()) {
            this.there = flat;
        } else {
            byName.keySet().removeAll(body.read());
            byName.putAll(body.flat());
            recognised.addAll(body.read());
            leftOut.addAll(body.leftOut());
            this.there = ContactNames.ALL.fields(byName.keySet());
        }
    }

    /** The values of some of Keap's own fields, without those that Keap could not take. */
    SortedMap<Field, Value> fields(Collection<Field> wanted) {
        Map<Field, Found> found = new TreeMap<>();
        for (Field field : wanted) {
            Entry entry = mapping.fields().get(field);
            if (entry != null) {
                found.put(field, new Found(of(entry.source()), entry.handling(), true));
            } else if (there.contains(field)) {
                found.put(field, new Found(named(field), mapping.otherwise(), false));
            }
        }
        Predicate<Field> isWanted =
                wanted.size() == ContactFields.values().size() ? field -> true : Set.copyOf(wanted)::contains;
        placeSeveral(found, isWanted);
        WholeName.split(
                        byName,
                        found,
                        field -> isWanted.test(field) && !mapping.fields().containsKey(field),
                        mapping.otherwise())
                .ifPresent(name -> {
                    recognise(name);
                    Optional.ofNullable(byName.get(name))
                            .flatMap(WholeName::note)
                            .ifPresent(leftOut::add);
                });
        SortedMap<Field, Value> fields = new TreeMap<>();
        found.forEach((field, one) -> faults.reading(() -> value(field, one))
                .flatMap(value -> value)
                .ifPresent(value -> fields.put(field, value)));
        return fields;
    }

    private void placeSeveral(Map<Field, Found> found, Predicate<Field> isWanted) {
        boolean hasColumns = NextFree.isAmong(byName.keySet());
        for (Several several : Several.values()) {
            FirstPlace.fill(several, found, isWanted).ifPresent(leftOut::add);
            List<Homeless> items = body.homeless().getOrDefault(several, List.of());
            List<Homeless> second = namesakes.homeless(several, this::mayHaveMore);
            if (hasColumns || !items.isEmpty() || !second.isEmpty() || several.isInOneCell(found)) {
                Optional<String> country = PhoneRegion.ofFound(found, mapping.conventions());
                NextFree next = new NextFree(several, found, isWanted, mapping.otherwise(), country);
                next.place(hasColumns ? byName : Map.of(), items, second);
                namesakes.placed(several, this::mayHaveMore, next::has);
                next.used().forEach(this::recognise);
                leftOut.addAll(next.leftOut());
            }
        }
    }

    /** Whether the first field of a name is one that is read as an address or a number. */
    private boolean mayHaveMore(String name) {
        return recognised.contains(name) || NextFree.isAmong(List.of(name));
    }

    /** Leaves fields out: under none of their names may their values land anywhere else. */
    void drop(Collection<Field> dropped) {
        for (Field field : dropped) {
            recognised.addAll(ContactNames.ALL.of(field.label()));
            Optional.ofNullable(mapping.fields().get(field)).ifPresent(entry -> of(entry.source()));
        }
        for (Several several : Several.values()) {
            if (dropped.contains(several.places().getFirst())) {
                recognised.addAll(NextFree.columns(several));
            }
        }
        if (dropped.stream().anyMatch(WholeName::isPartOf)) {
            recognised.addAll(ContactNames.ALL.of(ContactNames.FULL_NAME));
        }
        namesakes.drop(recognised::contains);
    }

    /** A value that is of use as far as it can be read, and no fault if it cannot. */
    Optional<Value> perhaps(Field field) {
        return Optional.ofNullable(new RecordReader(mapping, sources, row, new Faults())
                .fields(List.of(field))
                .get(field));
    }

    /** Why the record has no first address or number, although it has something in its place. */
    Optional<String> whyNone(Several several) {
        return leftOut.stream()
                .filter(value ->
                        value.field().equals(several.places().getFirst().label())
                                || value.field().equals(several.field()))
                .map(LeftOut::why)
                .findFirst();
    }

    private Optional<Value> value(Field field, Found found) {
        if (found.holdsSeveral()) {
            leftOut.add(new LeftOut(field.label(), "holds several values, and only the first of them is written"));
            return value(field, found.first());
        }
        if (!found.isBlank()) {
            Optional<String> why = field.kind().whyNothing(field.label(), found.json());
            if (why.isPresent() && !isConstant(field, found)) {
                leftOut.add(new LeftOut(field.label(), why.get()));
                return Optional.empty();
            }
        }
        return found.value(field, mapping.conventions());
    }

    /** Whether the operator has said what to write, whatever it says. */
    private boolean isConstant(Field field, Found found) {
        Entry entry = mapping.fields().get(field);
        return field.kind().isAnyText()
                && entry != null
                && entry.source().constants().contains(found.json());
    }

    /**
     * Values for custom fields: those that the mapping names, be they blank or not there, because then nothing else is
     * meant; and all fields that were of no other use.
     */
    List<Wish> customFields() {
        List<Wish> wishes = new ArrayList<>();
        mapping.customFields()
                .forEach((name, entry) -> wishes.add(new Wish(name, of(entry.source()), entry.handling(), true)));
        if (mapping.automatic()) {
            columns.stream()
                    .filter(column -> !sources.contains(column.name()) && !recognised.contains(column.normalised()))
                    .filter(column -> !column.isBlank() || mapping.otherwise().isToBeCleared(column.json()))
                    .forEach(column -> wishes.add(new Wish(column.name(), column.json(), mapping.otherwise(), false)));
            body.customFields().forEach((name, json) -> wishes.add(new Wish(name, json, mapping.otherwise(), false)));
        }
        return wishes;
    }

    private void recognise(String name) {
        if (ContactNames.ALL.isUsual(name) || body.flat().containsKey(name)) {
            recognised.add(name);
        } else {
            shared.add(name);
        }
    }

    private boolean isUsed(Column column) {
        return named.contains(column.name())
                || ((recognised.contains(column.normalised()) || shared.contains(column.normalised()))
                        && !namesakes.isLost(column));
    }

    /** What of the record is not written: fields that have a value and were of no use, and values that say nothing. */
    Unwritten unwritten() {
        List<String> unused = new ArrayList<>();
        for (Column column : columns) {
            if (!column.isBlank() && !isUsed(column)) {
                unused.add(column.name());
                whyUnused(column).ifPresent(leftOut::add);
            }
        }
        unused.addAll(body.customFields().keySet());
        return new Unwritten(unused, leftOut);
    }

    private Optional<LeftOut> whyUnused(Column column) {
        if (!byName.containsKey(column.normalised())) {
            return Optional.empty();
        }
        return ContactNames.ALL.of(ContactNames.COMPANY).contains(column.normalised())
                ? Optional.of(new LeftOut(ContactNames.COMPANY, NO_COMPANIES, column.name()))
                : WholeName.whyUnused(column);
    }

    /** Tells that a value is not written. */
    void leaveOut(String field, String why) {
        leftOut.add(new LeftOut(field, why));
    }

    /** What is under a source. */
    JsonNode of(Source source) {
        named.addAll(source.names());
        return source.in(data, around);
    }

    /** The same, looked for at last in objects that are further out. */
    JsonNode of(Source source, List<ObjectNode> furtherOut) {
        named.addAll(source.names());
        return source.in(
                data, Stream.concat(around.stream(), furtherOut.stream()).toList());
    }

    /** Debezium's notes about a row, and those of other systems, are no data of it. */
    private static boolean isNote(String field) {
        return field.startsWith("__");
    }

    /** The first value under these names that is not blank, if names count here; else a blank one, or none. */
    JsonNode named(List<String> names) {
        return named(names, Texts::isBlank);
    }

    /** The same of a field; a filler gives way to a value under another name. */
    private JsonNode named(Field field) {
        return named(
                ContactNames.ALL.of(field.label()),
                json -> Texts.isBlank(json) || new Found(json, mapping.otherwise(), false).isFiller(field));
    }

    private JsonNode named(List<String> names, Predicate<JsonNode> saysNothing) {
        JsonNode found = MissingNode.getInstance();
        for (String name : names) {
            JsonNode json = byName.get(name);
            if (json != null && saysNothing.test(found)) {
                recognise(name);
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
    boolean saysYes(Source source) {
        JsonNode json = of(source);
        return !Texts.isBlank(json) && Booleans.of(String.join("/", source.names()), json);
    }
}
