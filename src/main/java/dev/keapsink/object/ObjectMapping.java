package dev.keapsink.object;

import dev.keapsink.field.Mapping;
import dev.keapsink.field.MappingReader;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.record.ObjectType;

/**
 * The mapping of one type of object beside contacts. Immutable.
 *
 * @param values the mapping of fields
 * @param references the handling of missing objects that records refer to
 */
public record ObjectMapping(Mapping values, ReferenceOptions references) {

    /**
     * The mapping of a type without a part in the document.
     *
     * @param top the mapping of contacts, whose conventions and encoding count for every type
     */
    public static ObjectMapping automatic(ObjectType type, Mapping top) {
        return new ObjectMapping(top.withoutEntries(), ReferenceOptions.byDefault(type));
    }

    /**
     * Reads a type's part of the document. Without entries for fields, values are found by their names.
     *
     * @param top the mapping of contacts, whose conventions and encoding count for every type
     * @throws MappingError naming the offending entry
     */
    public static ObjectMapping read(ObjectType type, MappingNode part, MappingReader.Terms terms, Mapping top) {
        Mapping values = MappingReader.read(part, terms, top);
        values.read().filter(values.ignored()::contains).findFirst().ifPresent(column -> {
            throw part.child("ignore").error("names \"%s\", which another entry writes".formatted(column));
        });
        boolean hasNoEntry = values.fields().isEmpty() && values.customFields().isEmpty();
        return new ObjectMapping(hasNoEntry ? values.alsoByName() : values, ReferenceOptions.of(type, part));
    }
}
