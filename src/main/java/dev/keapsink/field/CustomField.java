package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Item;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Reason;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import dev.keapsink.value.Fillers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A custom field as the account's model describes it.
 *
 * @param name the technical one, such as {@code _LeadScore}
 * @param options those of all levels
 */
public record CustomField(long id, String label, String name, CustomFieldType type, List<String> options) {

    /** Keap's limit of a custom text (v2 reference, Contact). */
    public static final int MAX_LENGTH = 65_535;

    private static final int MOST_OPTIONS_TOLD = 10;

    /** A space more or less beside a comma makes no other option. */
    private static final Pattern SPACED_COMMA = Pattern.compile(" {0,9}, {0,9}");

    public static CustomField of(JsonNode model) {
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
    public Field field() {
        FieldPath place = new FieldPath.Item("custom_fields", "id", LongNode.valueOf(id), "content");
        return new Field(Integer.MAX_VALUE + id, label, kind(), MAX_LENGTH, place);
    }

    /** Why a value that is not blank says nothing that the field could keep. A text keeps what a person may have meant. */
    public Optional<String> whyNothing(JsonNode json) {
        return switch (type) {
            case EMAIL, PHONENUMBER, DATE, DATETIME -> kind().whyNothing(label, json);
            case NAME, STATE, TEXT, TEXTAREA, WEBSITE ->
                FieldType.filler(json, Fillers::isTechnical).filter(why -> json.isTextual());
            case YESNO -> FieldType.filler(json, Fillers::isOne).filter(why -> json.isTextual());
            case RADIO, DROPDOWN, DRILLDOWN, LISTBOX ->
                FieldType.filler(json, Fillers::isOne).filter(why -> !lookUp().has(json.asText()));
            default -> FieldType.filler(json, Fillers::isOne);
        };
    }

    /** Half an address or number is none, so that it must not be cut as other texts may; and words for none say nothing. */
    private FieldType kind() {
        return switch (type) {
            case EMAIL -> FieldType.EMAIL;
            case PHONENUMBER -> FieldType.PHONE;
            case DATE, DATETIME -> FieldType.DAY;
            default -> FieldType.TEXT;
        };
    }

    /** The field's options by what a record may write for them. */
    public static final class Options {
        private final Map<String, String> byText = new HashMap<>();

        private Options(List<String> options) {
            options.forEach(option -> byText.putIfAbsent(folded(option), option));
            options.forEach(option -> byText.put(option, option));
        }

        boolean has(String text) {
            return find(text).isPresent();
        }

        /** An option as the account spells it; one that is spelt just so goes first. */
        Optional<String> find(String text) {
            return Optional.ofNullable(byText.get(text)).or(() -> Optional.ofNullable(byText.get(folded(text))));
        }

        private static String folded(String text) {
            String inOneCase = Composed.of(Blanks.strip(text)).toLowerCase(Locale.ROOT);
            return inOneCase.indexOf(',') < 0
                    ? inOneCase
                    : SPACED_COMMA.matcher(inOneCase).replaceAll(",");
        }
    }

    public Options lookUp() {
        return new Options(options);
    }

    /**
     * An option as the account spells it.
     *
     * @throws InvalidValue if the field has no such option
     */
    public String option(String text) {
        return lookUp().find(text)
                .orElseThrow(() -> unknown("is none of the field's options in Keap, which are: %s.".formatted(some())));
    }

    /** An item of a list is no option. */
    public InvalidValue unknown(Item item) {
        return unknown("has an item that is none of the field's options in Keap: %s; they are: %s."
                .formatted(item.inWords(), some()));
    }

    private InvalidValue unknown(String detail) {
        return new InvalidValue(new Outcome.Rejected(Reason.UNKNOWN_OPTION, label, detail));
    }

    private String some() {
        return options.stream().limit(MOST_OPTIONS_TOLD).collect(Collectors.joining(", "))
                + (options.size() > MOST_OPTIONS_TOLD ? ", …" : "");
    }
}
