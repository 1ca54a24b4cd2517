package dev.keapsink.field;

import dev.keapsink.mapping.TargetEntry;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which values of a record go into which fields of one type of object. Immutable.
 *
 * @param automatic whether a value without an entry is found by its name
 * @param otherwise how values without an entry are written
 * @param fields entries for Keap's own fields
 * @param customFields entries by label or technical name
 * @param ignored names of the record's fields that the operator leaves out on purpose
 * @param conventions how to read ambiguous forms, such as dates in numbers
 */
public record Mapping(
        boolean automatic,
        WriteOptions otherwise,
        Map<Field, TargetEntry> fields,
        Map<String, TargetEntry> customFields,
        Set<String> ignored,
        MappedOperation operation,
        Encoding encoding,
        Conventions conventions) {

    /** Finds every value by its usual name. */
    public static final Mapping AUTOMATIC = new Mapping(
            true,
            WriteOptions.DEFAULT,
            Map.of(),
            Map.of(),
            Set.of(),
            MappedOperation.NONE,
            Encoding.DEFAULT,
            Conventions.NONE);

    /** The same mapping with other conventions. */
    public Mapping reading(Conventions others) {
        return new Mapping(automatic, otherwise, fields, customFields, ignored, operation, encoding, others);
    }

    /** The names of the record's fields that are not found by their names: ignored ones, and those that entries read. */
    public Set<String> sources() {
        return Stream.concat(ignored.stream(), read()).collect(Collectors.toUnmodifiableSet());
    }

    /** A mapping without entries, which reads and encodes values as this one does. */
    public Mapping withoutEntries() {
        return new Mapping(
                true, WriteOptions.DEFAULT, Map.of(), Map.of(), Set.of(), MappedOperation.NONE, encoding, conventions);
    }

    /** The same mapping, in which a value without an entry is found by its name. */
    public Mapping alsoByName() {
        return new Mapping(true, otherwise, fields, customFields, ignored, operation, encoding, conventions);
    }

    /** The names of the record's fields that entries read. */
    public Stream<String> read() {
        return Stream.concat(fields.values().stream(), customFields.values().stream())
                .flatMap(entry -> entry.source().names().stream());
    }
}
