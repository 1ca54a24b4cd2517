package dev.keapsink.tools.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.queue.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a record's message group. AWS shows groups in places where it does not show bodies. A value becomes a hash if
 * it is or may be personal, or if SQS does not allow it as a group.
 *
 * @param field the name of a field of the envelope, or of the record in it
 */
record GroupBy(String field) {
    /** The characters of identifiers: fewer than SQS allows in a group. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    /** Parts of the names of fields whose values are personal. */
    private static final List<String> PERSONAL =
            List.of("mail", "phone", "mobile", "fax", "name", "address", "street", "birth");

    /**
     * Returns the group of a record, made of the number or text in the field; empty without either or if it is blank.
     */
    Optional<String> of(JsonNode record) {
        return objects(record)
                .map(object -> object.path(field))
                .filter(value -> value.isTextual() || value.isNumber())
                .map(value -> value.asText().strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> isPersonal() || !PLAIN.matcher(value).matches() ? Sha256.of(value) : value);
    }

    /** Returns the objects in which the field may be: the envelope, and the record in it. */
    static Stream<JsonNode> objects(JsonNode record) {
        return Stream.of(record, record.path("data"), record.path("record").path("data"));
    }

    private boolean isPersonal() {
        String name = field.toLowerCase(Locale.ROOT);
        return PERSONAL.stream().anyMatch(name::contains);
    }
}
