package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.Wishes.Wish;
import dev.keapsink.mapping.Entry;
import dev.keapsink.mapping.Handling;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes one record apart, and remembers which of its fields were of use. */
final class RecordReader {

    private final ContactMapping mapping;
    private final Set<String> sources;
    private final ObjectNode data;
    private final Map<String, JsonNode> byName;

    /** Those of Keap's fields that stand in the record under a usual name, as few of them do. */
    private final Set<ContactField> there;

    /** Those that a source names, spelt as there, and those that were found under a usual name, normalised. */
    private final Set<String> named = new HashSet<>();

    private final Set<String> recognised = new HashSet<>();

    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Faults faults;

    /**
     * @param sources the mapping's {@link ContactMapping#sources()}
     * @param faults takes what Keap could not take
     */
    RecordReader(ContactMapping mapping, Set<String> sources, ObjectNode data, Faults faults) {
        this.faults = faults;
        this.mapping = mapping;
        this.sources = sources;
        this.data = data;
        this.byName = mapping.automatic() ? byNormalisedName(data, sources) : Map.of();
        this.there = ContactFields.of(byName.keySet());
    }

    /** The values of some of Keap's own fields, without those that Keap could not take. */
    SortedMap<ContactField, Value> fields(Collection<ContactField> wanted) {
        SortedMap<ContactField, Value> fields = new TreeMap<>();
        for (ContactField field : wanted) {
            Entry entry = mapping.fields().get(field);
            if (entry != null || there.contains(field)) {
                JsonNode json = entry != null ? of(entry.source()) : named(field.names());
                Handling handling = entry != null ? entry.handling() : mapping.otherwise();
                faults.reading(() -> value(field, json, handling))
                        .flatMap(value -> value)
                        .ifPresent(value -> fields.put(field, value));
            }
        }
        return fields;
    }

    /** Leaves fields out: under none of their names may their values land anywhere else. */
    void drop(Collection<ContactField> dropped) {
        for (ContactField field : dropped) {
            recognised.addAll(field.names());
            Optional.ofNullable(mapping.fields().get(field)).ifPresent(entry -> of(entry.source()));
        }
    }

    private static Optional<Value> value(ContactField field, JsonNode json, Handling handling) {
        if (!Texts.isBlank(json)) {
            return Optional.of(field.value(json, handling));
        }
        return isToBeCleared(json, handling) && field.mayBeEmptied()
                ? Optional.of(Value.clearing(handling.write(), json))
                : Optional.empty();
    }

    /** Whether a blank value means something; one that is not there at all never does. */
    static boolean isToBeCleared(JsonNode json, Handling handling) {
        return Texts.isBlank(json) && !json.isMissingNode() && handling.empty() == Handling.Empty.CLEAR;
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
            data.properties().stream()
                    .filter(field -> !sources.contains(field.getKey()) && !isRecognised(field.getKey()))
                    .filter(field ->
                            !Texts.isBlank(field.getValue()) || isToBeCleared(field.getValue(), mapping.otherwise()))
                    .forEach(field ->
                            wishes.add(new Wish(field.getKey(), field.getValue(), mapping.otherwise(), false)));
        }
        return wishes;
    }

    private boolean isUsed(String field) {
        return named.contains(field) || isRecognised(field);
    }

    private boolean isRecognised(String field) {
        return recognised.contains(ContactField.normalised(field));
    }

    /** What of the record is not written: fields that have a value and were of no use, and values that say nothing. */
    Unwritten unwritten() {
        List<String> unused = data.properties().stream()
                .filter(field -> !isUsed(field.getKey()))
                .filter(field -> !Texts.isBlank(field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new Unwritten(unused, leftOut);
    }

    /** What is under a source. */
    JsonNode of(Source source) {
        named.addAll(source.names());
        return source.in(data);
    }

    /** The first value under these names that is not blank, if names count here; else a blank one, or none. */
    JsonNode named(List<String> names) {
        JsonNode found = MissingNode.getInstance();
        for (String name : names) {
            JsonNode json = byName.get(name);
            if (json != null && Texts.isBlank(found)) {
                recognised.add(name);
                found = json;
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

    private static Map<String, JsonNode> byNormalisedName(ObjectNode data, Set<String> sources) {
        Map<String, JsonNode> fields = new HashMap<>();
        data.properties().stream()
                .filter(field -> !sources.contains(field.getKey()))
                .forEach(field -> fields.merge(
                        ContactField.normalised(field.getKey()),
                        field.getValue(),
                        (first, second) -> Texts.isBlank(first) ? second : first));
        return fields;
    }
}
