package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.ContactMapping.Consent;
import dev.keapsink.contact.ContactMapping.Suppression;
import dev.keapsink.field.Field;
import dev.keapsink.mapping.Closest;
import dev.keapsink.mapping.Document;
import dev.keapsink.mapping.Entry;
import dev.keapsink.mapping.Handling;
import dev.keapsink.mapping.Handling.Empty;
import dev.keapsink.mapping.Handling.Write;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.Node;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import dev.keapsink.value.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the mapping document. Whatever cannot be meant is an error that names its entry. */
public final class ContactMappingReader {

    private static final String CONTACT_TYPE = "contact_type";

    private final Node document;
    private final Handling otherwise;
    private final Conventions conventions;

    private ContactMappingReader(Node document, Conventions conventions) {
        this.conventions = conventions;
        this.document = document.having(
                "automatic",
                "op",
                "write",
                "empty",
                "too_long",
                "fields",
                "custom_fields",
                "tags",
                "suppress",
                "encoding",
                "ignore");
        this.otherwise = consistent(document, document.handling(Handling.DEFAULT));
    }

    /**
     * The mapping that a document describes, for producers without conventions.
     *
     * @throws MappingError naming the offending entry
     */
    public static ContactMapping read(String document) {
        return read(document, Conventions.NONE);
    }

    /**
     * The mapping that a document describes.
     *
     * @param conventions how constants, and the values of records, are read that can be read in several ways
     * @throws MappingError naming the offending entry
     */
    public static ContactMapping read(String document, Conventions conventions) {
        return new ContactMappingReader(Node.of(Document.of(document)), conventions).mapping();
    }

    private ContactMapping mapping() {
        boolean automatic = document.child("automatic").flag();
        Map<Field, Entry> fields = fields();
        if (!automatic && !fields.containsKey(ContactFields.EMAIL1) && !fields.containsKey(ContactFields.PHONE1)) {
            throw new MappingError(
                    "fields",
                    "maps neither email1 nor phone1, by which contacts are found; map one of them, or add"
                            + " \"automatic\": true to have everything else found by its name");
        }
        Optional<Entry> type = contactType();
        MappedTags tags = MappedTags.of(document.child("tags"));
        ContactMapping mapping = new ContactMapping(
                automatic,
                otherwise,
                fields,
                customFields(),
                type.map(Entry::source).flatMap(ContactMappingReader::ofRecord),
                tags.constants(type.map(Entry::source).flatMap(ContactMappingReader::constant)),
                tags.sources(),
                new Consent(consent(), suppressions()),
                encoding(),
                ignored(),
                MappedOperation.of(document.child("op")),
                conventions);
        mapping.contradiction().ifPresent(column -> {
            throw new MappingError("ignore", "names \"%s\", which another entry writes".formatted(column));
        });
        return mapping;
    }

    private Set<String> ignored() {
        return document.child("ignore").items().stream()
                .map(item -> Blanks.strip(item.text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<Field, Entry> fields() {
        Map<Field, Entry> fields = new TreeMap<>();
        for (Node node : document.child("fields").children()) {
            if (!node.name().equals(CONTACT_TYPE)) {
                Field field = ContactFields.find(node.name()).orElseThrow(() -> unknownField(node));
                fields.put(field, entry(field, node));
            }
        }
        return fields;
    }

    private Entry entry(Field field, Node node) {
        Entry entry =
                field.equals(ContactFields.OPT_IN_REASON) ? node.entry(otherwise, "consent") : node.entry(otherwise);
        HandlingRules.check(field, node, entry.handling());
        entry.source().constants().forEach(constant -> check(node, () -> checkConstant(field, constant, entry)));
        return new Entry(entry.source(), consistent(node, entry.handling()));
    }

    private void checkConstant(Field field, JsonNode constant, Entry entry) {
        if (!field.kind().isAnyText()) {
            field.kind().whyNothing(field.label(), constant).ifPresent(why -> {
                throw new InvalidValue(field.label(), why);
            });
        }
        field.value(constant, entry.handling(), conventions);
    }

    private static Handling consistent(Node node, Handling handling) {
        if (handling.write() == Write.FILL && handling.empty() == Empty.CLEAR) {
            throw node.error("has write fill and empty clear, which contradict each other");
        }
        return handling;
    }

    /** A constant that Keap could not take would reject every record. */
    private static void check(Node node, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidValue e) {
            Node place = node.child("value").isThere() ? node.child("value") : node;
            throw place.error("holds a constant that " + e.rejection().detail());
        }
    }

    private static MappingError unknownField(Node node) {
        List<String> labels = Stream.concat(
                        Stream.of(CONTACT_TYPE), ContactFields.values().stream().map(Field::label))
                .toList();
        return node.error("is no field of a contact"
                + byName(node.name())
                        .or(() -> Closest.to(node.name(), labels))
                        .map("; did you mean %s?"::formatted)
                        .orElse("; custom fields go into custom_fields"));
    }

    private static Optional<String> byName(String name) {
        String normalised = Field.normalised(name);
        Stream<Field> firstPlaces = Several.values().stream()
                .filter(several -> NextFree.columns(several).contains(normalised))
                .map(several -> several.places().getFirst());
        return Stream.concat(ContactNames.ALL.fields(Set.of(normalised)).stream(), firstPlaces)
                .map(Field::label)
                .findFirst();
    }

    private Map<String, Entry> customFields() {
        Map<String, Entry> fields = new LinkedHashMap<>();
        for (Node node : document.child("custom_fields").children()) {
            if (Field.normalised(node.name()).isEmpty()) {
                throw node.error("is no name of a custom field");
            }
            Entry entry = node.entry(otherwise);
            fields.put(node.name(), new Entry(entry.source(), consistent(node, entry.handling())));
        }
        return fields;
    }

    private Optional<Entry> contactType() {
        return Optional.of(document.child("fields").child(CONTACT_TYPE))
                .filter(Node::isThere)
                .map(node -> node.json().isObject() ? node.having("from", "value") : node)
                .map(this::textual);
    }

    private Entry textual(Node node) {
        Entry entry = node.entry(otherwise);
        entry.source().constants().forEach(constant -> check(node, () -> Texts.of(CONTACT_TYPE, constant)));
        return entry;
    }

    /** A source without its constant, which is for the account to check once. */
    private static Optional<Source> ofRecord(Source source) {
        return switch (source) {
            case Source.Constant constant -> Optional.empty();
            case Source.FirstOf(List<Source> sources) ->
                Optional.of(new Source.FirstOf(sources.stream()
                        .filter(one -> !(one instanceof Source.Constant))
                        .toList()));
            case Source.Name name -> Optional.of(name);
            case Source.Pointer pointer -> Optional.of(pointer);
        };
    }

    private static Optional<String> constant(Source source) {
        return switch (source) {
            case Source.Constant(var value) -> Optional.of(value.asText());
            case Source.FirstOf(List<Source> sources) ->
                sources.stream().flatMap(one -> constant(one).stream()).findFirst();
            case Source.Name name -> Optional.empty();
            case Source.Pointer pointer -> Optional.empty();
        };
    }

    private Optional<Source> consent() {
        return Optional.of(document.child("fields").child("opt_in_reason").child("consent"))
                .filter(Node::isThere)
                .map(ContactMappingReader::yesOrNo);
    }

    private static Source yesOrNo(Node node) {
        Source source = node.source();
        source.constants().forEach(constant -> check(node, () -> Booleans.of(node.where(), constant)));
        return source;
    }

    private List<Suppression> suppressions() {
        return document.child("suppress").items().stream()
                .map(node -> node.having("when", "drop"))
                .map(node -> new Suppression(yesOrNo(node.child("when")), dropped(node.child("drop"))))
                .toList();
    }

    private static Set<Field> dropped(Node node) {
        String what = node.text();
        if (what.equals("record")) {
            return Set.of();
        }
        Set<Field> fields = ContactFields.values().stream()
                .filter(field -> what.equals("phones")
                        ? field.list().equals("phone_numbers")
                        : field.label().equals(what))
                .collect(Collectors.toSet());
        if (fields.isEmpty()) {
            throw node.error("must be record, phones, or a field such as phone1");
        }
        return fields;
    }

    private Encoding encoding() {
        Node node = document.child("encoding").having("yes_no", "list", "date", "month", "day_of_week", "clear");
        Encoding byDefault = Encoding.DEFAULT;
        return new Encoding(
                node.child("yes_no").choice(byDefault.yesNo()),
                node.child("list").choice(byDefault.list()),
                node.child("date").choice(byDefault.date()),
                node.child("month").choice(byDefault.month()),
                node.child("day_of_week").choice(byDefault.dayOfWeek()),
                node.child("clear").choice(byDefault.clear()));
    }
}
