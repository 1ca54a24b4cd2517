package dev.keapsink.contact;

import dev.keapsink.contact.ContactMapping.Consent;
import dev.keapsink.contact.ContactMapping.Suppression;
import dev.keapsink.field.Field;
import dev.keapsink.field.Mapping;
import dev.keapsink.field.MappingParts;
import dev.keapsink.field.MappingReader;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.mapping.Source;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.object.ReferenceOptions;
import dev.keapsink.record.ObjectType;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the mapping document of contacts. {@link MappingReader} reads the parts about fields; this class adds those
 * that only contacts have.
 */
public final class ContactMappingReader {

    private static final String CONTACT_TYPE = "contact_type";

    /** The vocabulary of the mapping of contacts. */
    public static final MappingReader.Terms TERMS = new MappingReader.Terms(
            "a contact",
            ContactFields.TABLE,
            Stream.of(
                            Stream.of("custom_fields", "tags", "suppress"),
                            ReferenceOptions.parts(ObjectType.CONTACTS).stream(),
                            MappingParts.BESIDE_CONTACTS.stream())
                    .flatMap(parts -> parts)
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of(CONTACT_TYPE),
            ContactMappingReader::meant);

    private final MappingNode document;

    private ContactMappingReader(MappingNode document) {
        this.document = document;
    }

    /**
     * The mapping that a document describes, without conventions.
     *
     * @throws MappingError naming the offending entry
     */
    public static ContactMapping read(String document) {
        return read(document, Conventions.NONE);
    }

    /**
     * The mapping that a document describes.
     *
     * @param conventions how ambiguous forms are read, in constants and in records
     * @throws MappingError naming the offending entry
     */
    public static ContactMapping read(String document, Conventions conventions) {
        return read(MappingParts.of(document), conventions);
    }

    /**
     * The mapping of contacts in a document that is divided already.
     *
     * @param conventions how ambiguous forms are read, in constants and in records
     * @throws MappingError naming the offending entry
     */
    public static ContactMapping read(MappingParts parts, Conventions conventions) {
        Mapping values = MappingReader.read(parts.contacts(), TERMS, Mapping.AUTOMATIC.reading(conventions));
        return new ContactMappingReader(parts.contacts())
                .mapping(parts.saysNothingOfContacts() ? values.alsoByName() : values);
    }

    private ContactMapping mapping(Mapping values) {
        if (!values.automatic()
                && !values.fields().containsKey(ContactFields.EMAIL1)
                && !values.fields().containsKey(ContactFields.PHONE1)) {
            throw new MappingError(
                    "fields",
                    "maps neither email1 nor phone1, by which contacts are found; map one of them, or add"
                            + " \"automatic\": true to have everything else found by its name");
        }
        Optional<Source> type = contactType();
        MappedTags tags = MappedTags.of(document.child("tags"));
        ContactMapping mapping = new ContactMapping(
                values,
                type.flatMap(ContactMappingReader::ofRecord),
                tags.constants(type.flatMap(ContactMappingReader::constant)),
                tags.sources(),
                new Consent(consent(), suppressions()),
                ReferenceOptions.of(ObjectType.CONTACTS, document));
        mapping.contradiction().ifPresent(column -> {
            throw new MappingError("ignore", "names \"%s\", which another entry writes".formatted(column));
        });
        return mapping;
    }

    private static Optional<String> meant(String name) {
        String normalised = Field.normalised(name);
        Stream<Field> firstSlots = RepeatedFields.values().stream()
                .filter(repeated -> NextFreeSlot.columns(repeated).contains(normalised))
                .map(repeated -> repeated.slots().getFirst());
        return Stream.concat(ContactNames.ALL.fields(Set.of(normalised)).stream(), firstSlots)
                .map(Field::label)
                .findFirst();
    }

    private Optional<Source> contactType() {
        return Optional.of(document.child("fields").child(CONTACT_TYPE))
                .filter(MappingNode::isThere)
                .map(node -> node.json().isObject() ? node.having("from", "value") : node)
                .map(ContactMappingReader::textual);
    }

    private static Source textual(MappingNode node) {
        Source source = node.entry(WriteOptions.DEFAULT).source();
        node.check(source, constant -> Texts.of(CONTACT_TYPE, constant));
        return source;
    }

    /** The source without its constant, which is checked once against the account. */
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
                .filter(MappingNode::isThere)
                .map(ContactMappingReader::yesOrNo);
    }

    private static Source yesOrNo(MappingNode node) {
        Source source = node.source();
        node.check(source, constant -> Booleans.of(node.where(), constant));
        return source;
    }

    private List<Suppression> suppressions() {
        return document.child("suppress").items().stream()
                .map(node -> node.having("when", "drop"))
                .map(node -> new Suppression(yesOrNo(node.child("when")), dropped(node.child("drop"))))
                .toList();
    }

    private static Set<Field> dropped(MappingNode node) {
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
}
