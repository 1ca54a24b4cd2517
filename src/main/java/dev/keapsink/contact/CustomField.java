package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Reason;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A custom field as the account's model describes it.
 *
 * @param name the technical one, such as {@code _LeadScore}
 * @param options those of all levels
 */
record CustomField(long id, String label, String name, CustomFieldType type, List<String> options) {

    /** Keap's limit of a custom text (v2 reference, Contact). */
    static final int MAX_LENGTH = 65_535;

    private static final int MOST_OPTIONS_TOLD = 10;

    static CustomField of(JsonNode model) {
        return new CustomField(
                model.path("id").asLong(),
                model.path("label").asText(""),
                model.path("field_name").asText(""),
                CustomFieldType.of(model.path("field_type").asText("")),
                options(model).distinct().toList());
    }

    private static Stream<String> options(JsonNode node) {
        return StreamSupport.stream(node.path("options").spliterator(), false)
                .flatMap(option -> Stream.concat(
                        Stream.of(option.path("label").asText(option.path("id").asText(""))), options(option)))
                .filter(label -> !Blanks.isBlank(label));
    }

    /** The field as a place in a contact. */
    ContactField field() {
        Place place = new Place.Item("custom_fields", "id", LongNode.valueOf(id), "content");
        return new ContactField(Integer.MAX_VALUE + id, label, kind(), MAX_LENGTH, place, Stream.empty());
    }

    /** Half an address or number is none, so that it must not be cut as other texts may. */
    private Kind kind() {
        return switch (type) {
            case EMAIL -> Kind.EMAIL;
            case PHONENUMBER -> Kind.PHONE;
            default -> Kind.TEXT;
        };
    }

    boolean hasOption(String text) {
        return find(text).isPresent();
    }

    /**
     * An option as the account spells it.
     *
     * @throws InvalidValue if the field has no such option
     */
    String option(String text) {
        return find(text)
                .orElseThrow(() -> new InvalidValue(new Outcome.Rejected(
                        Reason.UNKNOWN_OPTION,
                        label,
                        "is none of the field's options in Keap, which are: %s."
                                .formatted(options.stream()
                                                .limit(MOST_OPTIONS_TOLD)
                                                .collect(Collectors.joining(", "))
                                        + (options.size() > MOST_OPTIONS_TOLD ? ", …" : "")))));
    }

    private Optional<String> find(String text) {
        return options.stream()
                .filter(text::equals)
                .findFirst()
                .or(() -> options.stream()
                        .filter(option -> Blanks.strip(option).equalsIgnoreCase(Blanks.strip(text)))
                        .findFirst());
    }
}
