package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.field.Field;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.field.Value;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.Reference;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the columns of a record that have a place in Keap, and the fields that they fill. */
final class ColumnPlaces {
    private static final String ADDRESS = "a@example.com";

    private final ContactMapper mapper;
    private final Set<String> addresses;
    private final Columns columns;

    /**
     * Prepares the search.
     *
     * @param addresses the names of columns that the mapper takes for the e-mail address
     * @param columns gets the reasons and the fields that are found on the way
     */
    ColumnPlaces(ContactMapper mapper, Set<String> addresses, Columns columns) {
        this.mapper = mapper;
        this.addresses = addresses;
        this.columns = columns;
    }

    /** Returns for each column in which a record has a value whether it has a place. */
    Map<String, Boolean> of(SinkRecord.Row row, Checked<MappingResult> mapped) {
        return switch (mapped) {
            case Checked.Valid<MappingResult>(MappingResult.Wanted wanted)
            // A deletion uses only the key.
            when wanted.change().isDelete() -> Map.of();
            case Checked.Valid<MappingResult>(MappingResult.Wanted wanted) -> {
                Map<String, Boolean> places = places(row.data(), wanted);
                findFields(row, wanted, places);
                yield places;
            }
            case Checked.Valid<MappingResult>(MappingResult.Suppressed none) -> Map.of();
            case Checked.Invalid<MappingResult> invalid -> placesAlone(row);
        };
    }

    private Map<String, Boolean> places(ObjectNode record, MappingResult.Wanted wanted) {
        Map<String, Boolean> places = new LinkedHashMap<>();
        record.properties().stream()
                .filter(field -> !Texts.isBlank(field.getValue()))
                .forEach(field -> places.put(field.getKey(), !wanted.unused().contains(field.getKey())));
        wanted.unused().forEach(name -> places.put(name, false));
        wanted.leftOut().forEach(value -> columns.explain(value.column(), value.why()));
        return places;
    }

    private void findFields(SinkRecord.Row row, MappingResult.Wanted wanted, Map<String, Boolean> places) {
        places.forEach((name, hasPlace) -> {
            if (hasPlace && !columns.hasFields(name)) {
                JsonNode json = row.data().path(name);
                Set<String> fields = fields(json, wanted);
                columns.fills(name, fields.isEmpty() ? alone(row, name, json).fields() : fields);
            }
        });
    }

    /** Returns the fields with a column's own value; without such a field, those with the same text. */
    private static Set<String> fields(JsonNode json, MappingResult.Wanted wanted) {
        IdentityHashMap<JsonNode, Boolean> own = new IdentityHashMap<>();
        own.put(json, true);
        Set<String> fields = json.isTextual() || json.isContainerNode() ? fields(wanted, own::containsKey) : Set.of();
        return fields.isEmpty()
                ? fields(
                        wanted,
                        origin -> json.isTextual()
                                && origin.isTextual()
                                && Blanks.strip(origin.asText()).equals(Blanks.strip(json.asText())))
                : fields;
    }

    private static Set<String> fields(MappingResult.Wanted wanted, Predicate<JsonNode> isOfColumn) {
        Set<String> fields = new LinkedHashSet<>();
        for (Map.Entry<Field, Value> value : wanted.change().values().entrySet()) {
            if (isOfColumn.test(value.getValue().origin())) {
                fields.add(value.getKey().label());
            }
        }
        wanted.unresolved().customFields().stream()
                .filter(NamedValue::mapped)
                .filter(value -> isOfColumn.test(value.json()))
                .forEach(value -> fields.add("custom field " + value.name()));
        return fields;
    }

    /** Tries each unknown column of a rejected record alone. A column that is rejected alone has a place. */
    private Map<String, Boolean> placesAlone(SinkRecord.Row row) {
        Map<String, Boolean> places = new LinkedHashMap<>();
        row.data().properties().forEach(field -> {
            if (!columns.knows(field.getKey()) && !Texts.isBlank(field.getValue())) {
                Alone alone = alone(row, field.getKey(), field.getValue());
                places.putAll(alone.places());
                if (alone.places().getOrDefault(field.getKey(), false)) {
                    columns.fills(field.getKey(), alone.fields());
                }
            }
        });
        return places;
    }

    /** The result for a record of one column. */
    private record Alone(Map<String, Boolean> places, Set<String> fields) {}

    /**
     * Maps a column alone. Adds an e-mail address only if the column alone is no contact, because the column may hold
     * the address itself.
     */
    private Alone alone(SinkRecord.Row row, String name, JsonNode json) {
        ObjectNode record = row.data().objectNode().set(name, json);
        Checked<MappingResult> mapped = map(row, record);
        if (rejection(mapped, Reason.NO_MATCH_KEY)) {
            ObjectNode withAddress = record.deepCopy();
            addresses.stream().filter(one -> !record.has(one)).forEach(one -> withAddress.put(one, ADDRESS));
            mapped = map(row, withAddress);
        }
        return switch (mapped) {
            case Checked.Valid<MappingResult>(MappingResult.Wanted wanted) -> {
                Map<String, Boolean> places = places(record, wanted);
                // An address that was added is no column of the file.
                places.keySet().removeIf(column -> addresses.contains(column) && !record.has(column));
                yield new Alone(places, fieldsAlone(json, wanted));
            }
            case Checked.Invalid<MappingResult>(Rejected rejected)
            when rejected.field() != null && rejected.reason() != Reason.NO_MATCH_KEY ->
                new Alone(Map.of(name, true), Set.of(rejected.field()));
            case Checked.Valid<MappingResult> none -> new Alone(Map.of(), Set.of());
            case Checked.Invalid<MappingResult> none -> new Alone(Map.of(), Set.of());
        };
    }

    /** Also finds a value that was divided or written anew, such as a whole name. */
    private static Set<String> fieldsAlone(JsonNode json, MappingResult.Wanted wanted) {
        Set<String> fields = fields(json, wanted);
        if (!fields.isEmpty()) {
            return fields;
        }
        Set<String> others = new LinkedHashSet<>(fields(
                wanted, origin -> !Texts.isBlank(origin) && !origin.asText().equals(ADDRESS)));
        wanted.change().references().values().stream()
                .filter(Reference.ByKey.class::isInstance)
                .forEach(reference ->
                        others.add(((Reference.ByKey) reference).key().type().noun()));
        if (!wanted.change().tags().isEmpty() || !wanted.unresolved().tags().isEmpty()) {
            others.add("tags");
        }
        return others;
    }

    private static boolean rejection(Checked<MappingResult> mapped, Reason reason) {
        return mapped instanceof Checked.Invalid<MappingResult>(Rejected rejected) && rejected.reason() == reason;
    }

    private Checked<MappingResult> map(SinkRecord.Row row, ObjectNode data) {
        return mapper.map(new SinkRecord.Row(row.type(), row.header(), row.defaults(), data, SinkRecord.Context.NONE));
    }
}
