package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
 * A custom field as the account's model describes it. Immutable.
 *
 * @param name the technical name, such as {@code _LeadScore}
 * @param options the labels of the options of all levels
 * @param ids how a body names the field
 */
public record CustomField(long id, String label, String name, CustomFieldType type, List<String> options, Ids ids) {

    /** The most characters that Keap keeps of a custom text (v2 reference, Contact). */
    public static final int MAX_LENGTH = 65_535;

    private static final int MAX_OPTIONS_SHOWN = 10;

    /** Options that differ only in spaces around a comma are the same option. */
    private static final Pattern SPACED_COMMA = Pattern.compile(" {0,9}, {0,9}");

    /** How an interface of Keap writes ids. */
    public enum Ids {
        /** As v1 does. */
        NUMBERS,
        /** As v2 does. */
        TEXTS;

        JsonNode of(long id) {
            return switch (this) {
                case NUMBERS -> LongNode.valueOf(id);
                case TEXTS -> new TextNode(Long.toString(id));
            };
        }
    }

    /** Reads a custom field from the model of v1 or v2, which name the types differently. */
    public static CustomField of(JsonNode model, Ids ids) {
        return new CustomField(
                model.path("id").asLong(),
                model.path("label").asText(""),
                model.path("field_name").asText(""),
                CustomFieldType.of(model.path("field_type").asText("")),
                options(model).distinct().toList(),
                ids);
    }

    private static Stream<String> options(JsonNode node) {
        return StreamSupport.stream(node.path("options").spliterator(), false)
                .flatMap(option -> Stream.concat(
                        Stream.of(option.path("label").asText(option.path("id").asText(""))), options(option)))
                .filter(label -> !Blanks.isBlank(label));
    }

    /** This custom field as a field of an object's document. */
    public Field field() {
        FieldPath path = new FieldPath.Item("custom_fields", "id", ids.of(id), "content");
        return new Field(Integer.MAX_VALUE + id, label, fieldType(), MAX_LENGTH, path);
    }

    /**
     * Why a value that is not blank means "no value" for this field; empty if it is a value. A text field keeps words
     * such as "none", because a person may have meant them.
     */
    public Optional<String> whyNothing(JsonNode json) {
        return switch (type) {
            case EMAIL, PHONENUMBER, DATE, DATETIME -> fieldType().whyNothing(label, json);
            case NAME, STATE, TEXT, TEXTAREA, WEBSITE ->
                Absence.filler(json, Fillers::isTechnical).filter(why -> json.isTextual());
            case YESNO -> Absence.filler(json, Fillers::isOne).filter(why -> json.isTextual());
            case RADIO, DROPDOWN, DRILLDOWN, LISTBOX ->
                Absence.filler(json, Fillers::isOne).filter(why -> !lookUp().has(json.asText()));
            default -> Absence.filler(json, Fillers::isOne);
        };
    }

    /**
     * The field type with the rules for cutting and for fillers. Part of an address, number or date is useless, so
     * these types are never cut.
     */
    private FieldType fieldType() {
        return switch (type) {
            case EMAIL -> FieldType.EMAIL;
            case PHONENUMBER -> FieldType.PHONE;
            case DATE, DATETIME -> FieldType.DAY;
            default -> FieldType.TEXT;
        };
    }

    /** The field's options by the texts that a record may write for them. */
    public static final class Options {
        private final Map<String, String> byText = new HashMap<>();

        private Options(List<String> options) {
            options.forEach(option -> byText.putIfAbsent(folded(option), option));
            options.forEach(option -> byText.put(option, option));
        }

        boolean has(String text) {
            return find(text).isPresent();
        }

        /** Finds an option as the account spells it. An exact match goes before one that differs in case or spaces. */
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
     * Finds an option as the account spells it.
     *
     * @throws InvalidValue if the field has no such option
     */
    public String option(String text) {
        return lookUp().find(text)
                .orElseThrow(() ->
                        unknown("is none of the field's options in Keap, which are: %s.".formatted(firstOptions())));
    }

    /** The fault of an item of a list that is none of the options. */
    public InvalidValue unknown(Item item) {
        return unknown("has an item that is none of the field's options in Keap: %s; they are: %s."
                .formatted(item.inWords(), firstOptions()));
    }

    private InvalidValue unknown(String detail) {
        return new InvalidValue(new Outcome.Rejected(Reason.UNKNOWN_OPTION, label, detail));
    }

    private String firstOptions() {
        return options.stream().limit(MAX_OPTIONS_SHOWN).collect(Collectors.joining(", "))
                + (options.size() > MAX_OPTIONS_SHOWN ? ", …" : "");
    }
}
