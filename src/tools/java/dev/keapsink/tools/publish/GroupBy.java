package dev.keapsink.tools.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.queue.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a record's message group. AWS shows groups in places where it does not show bodies, so what is or may be personal
 * becomes a hash; so does what SQS does not allow.
 *
 * @param field the name of a field of the envelope or of its data
 */
record GroupBy(String field) {
    /** Fewer characters than SQS allows: those that identifiers are made of. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private static final List<String> PERSONAL =
            List.of("mail", "phone", "mobile", "fax", "name", "address", "street", "birth");

    /** The group of a record that has the field, as a text that is not blank or a number. */
    Optional<String> of(JsonNode record) {
        return Stream.of(record, record.path("data"), record.path("record").path("data"))
                .map(place -> place.path(field))
                .filter(value -> value.isTextual() || value.isNumber())
                .map(value -> value.asText().strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> isPersonal() || !PLAIN.matcher(value).matches() ? Sha256.of(value) : value);
    }

    private boolean isPersonal() {
        String name = field.toLowerCase(Locale.ROOT);
        return PERSONAL.stream().anyMatch(name::contains);
    }
}
