package dev.keapsink.app;

import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.field.MappingParts;
import dev.keapsink.field.MappingReader;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.object.ObjectMapping;
import dev.keapsink.record.ObjectType;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Conventions;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The mappings of all types of object, and the streams' further names. Immutable.
 *
 * @param parts the mappings of the types that have a part of their own in the document
 * @param names types by further names of their streams
 */
record Mappings(ContactMapping contacts, Map<ObjectType, ObjectMapping> parts, Map<String, ObjectType> names) {

    Mappings {
        parts = Map.copyOf(parts);
        names = Map.copyOf(names);
    }

    /**
     * What a document is read by.
     *
     * @param written the types that this deployment writes
     * @param terms the vocabulary of a type beside contacts
     */
    record Reading(Conventions conventions, Set<ObjectType> written, Function<ObjectType, MappingReader.Terms> terms) {}

    /** The mappings without a document: every value is found by its name. */
    static Mappings automatic(Conventions conventions) {
        return new Mappings(ContactMapping.AUTOMATIC.reading(conventions), Map.of(), Map.of());
    }

    /**
     * The mappings that a document describes.
     *
     * @throws MappingError naming the offending entry
     */
    static Mappings read(String document, Reading reading) {
        MappingParts divided = MappingParts.of(document);
        ContactMapping contacts = ContactMappingReader.read(divided, reading.conventions());
        if (!reading.written().contains(ObjectType.CONTACTS)) {
            divided.contactParts().stream().findFirst().ifPresent(part -> {
                throw new MappingError(part, "is about contacts, but KEAP_SINK_STREAMS does not name them");
            });
        }
        Map<ObjectType, ObjectMapping> parts = new EnumMap<>(ObjectType.class);
        divided.others().forEach((type, part) -> {
            checkWritten(type, part, reading.written());
            parts.put(type, ObjectMapping.read(type, part, reading.terms().apply(type), contacts.values()));
        });
        return new Mappings(contacts, parts, names(divided.names(), reading.written()));
    }

    /** The mapping of a type beside contacts. */
    ObjectMapping of(ObjectType type) {
        return Objects.requireNonNullElseGet(parts.get(type), () -> ObjectMapping.automatic(type, contacts.values()));
    }

    /**
     * The further names of streams in a document's entry for them.
     *
     * @throws MappingError naming the offending entry
     */
    static Map<String, ObjectType> names(MappingNode entries, Set<ObjectType> written) {
        Map<String, ObjectType> names = new TreeMap<>();
        for (MappingNode entry : entries.children()) {
            ObjectType type = type(entry);
            checkWritten(type, entry, written);
            if (Blanks.isBlank(entry.name())
                    || ObjectType.ofStream(entry.name()).isPresent()) {
                throw entry.error("is no further name: it is blank, or a stream's own name");
            }
            if (names.put(entry.name().toLowerCase(Locale.ROOT), type) != null) {
                throw entry.error("is there twice, in other letter case");
            }
        }
        return names;
    }

    private static ObjectType type(MappingNode entry) {
        String stream = entry.text();
        return ObjectType.ofStream(stream)
                .orElseThrow(() -> entry.error("must be the name of a stream: %s%s"
                        .formatted(StreamNames.ALL, DidYouMean.suggestion(stream, StreamNames.NAMES))));
    }

    private static void checkWritten(ObjectType type, MappingNode entry, Set<ObjectType> written) {
        if (!written.contains(type)) {
            throw entry.error("is about %s, but KEAP_SINK_STREAMS does not name them".formatted(type.stream()));
        }
    }
}
