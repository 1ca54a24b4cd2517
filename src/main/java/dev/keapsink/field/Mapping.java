package dev.keapsink.field;

import dev.keapsink.mapping.Entry;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which values of a record go where in one kind of object.
 *
 * @param automatic whether what no entry is about is found by its name
 * @param otherwise how the values are written that no entry is about
 * @param fields Keap's own fields
 * @param customFields by label or technical name
 * @param ignored the record's fields that are left out on purpose
 * @param conventions how producers write what can be read in several ways
 */
public record Mapping(
        boolean automatic,
        WriteOptions otherwise,
        Map<Field, Entry> fields,
        Map<String, Entry> customFields,
        Set<String> ignored,
        MappedOperation operation,
        Encoding encoding,
        Conventions conventions) {

    /** Everything by its usual name. */
    public static final Mapping AUTOMATIC = new Mapping(
            true,
            WriteOptions.DEFAULT,
            Map.of(),
            Map.of(),
            Set.of(),
            MappedOperation.NONE,
            Encoding.DEFAULT,
            Conventions.NONE);

    /** The same for producers with other conventions. */
    public Mapping reading(Conventions others) {
        return new Mapping(automatic, otherwise, fields, customFields, ignored, operation, encoding, others);
    }

    /** The names of those of the record's fields that entries read. */
    public Stream<String> read() {
        return Stream.concat(fields.values().stream(), customFields.values().stream())
                .flatMap(entry -> entry.source().names().stream());
    }
}
