package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Countries;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.Moments;
import dev.keapsink.value.Numbers;
import dev.keapsink.value.Phones;
import dev.keapsink.value.Refusals;
import dev.keapsink.value.Texts;
import dev.keapsink.value.TimeZones;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The types of Keap's own fields, with the form of their values. */
public enum FieldType {
    TEXT("text"),
    NAME("text"),
    EMAIL("[e-mail address](#e-mail-addresses); a filler is left out"),
    PHONE("[phone number](#phone-numbers); any other value is left out"),
    POSTAL_CODE("text, without the marks of an export in front of it"),
    OPT_IN("text; a value that [means no](#opt-in) is left out"),
    DAY("`1980-12-31`, another [form of a date](#dates), or a date-time of which the day counts"),
    BIRTHDAY("`1980-12-31`, another [form of a date](#dates), or a date-time of which the day counts"),
    COUNTRY("ISO 3166 code (two or three letters) or English name"),
    TIME_ZONE("one of [some time zones](messages.md#which-time-zones-does-keap-take)"),
    LOCALE("`en_US`"),
    IP_ADDRESS("IP address"),
    ID("the id in Keap, a positive whole number"),
    SOURCE_TYPE("one of `APPOINTMENT`, `FORMAPIHOSTED`, `FORMAPIINTERNAL`, `WEBFORM`, `INTERNALFORM`, `LANDINGPAGE`,"
            + " `IMPORT`, `MANUAL`, `API`, `OTHER`, `UNKNOWN`, in any case");

    /** Completes a sentence that begins with the field. */
    public static final String FILLER = "is a filler; leave it empty if there is no value";

    private final String description;

    FieldType(String description) {
        this.description = description;
    }

    /** The form of a value, in the words of the documentation. */
    public String description() {
        return description;
    }

    /**
     * Converts a value that is not blank to the form that Keap takes.
     *
     * @param field the field's name in an error
     * @param conventions how to read ambiguous forms, such as dates in numbers
     * @throws InvalidValue if Keap could not take it
     */
    public JsonNode coerced(String field, JsonNode json, Conventions conventions) {
        return switch (this) {
            case TEXT, NAME, OPT_IN -> new TextNode(Texts.of(field, json));
            case POSTAL_CODE -> new TextNode(Texts.code(field, json));
            case EMAIL -> new TextNode(Emails.of(field, json));
            case PHONE -> new TextNode(Phones.of(field, json));
            case DAY ->
                new TextNode(Moments.day(field, json, conventions.dateOrder()).toString());
            case BIRTHDAY -> new TextNode(Moments.dateTime(Moments.day(field, json, conventions.dateOrder())));
            case COUNTRY ->
                new TextNode(Countries.alpha3(Texts.of(field, json))
                        .orElseThrow(() ->
                                new InvalidValue(field, "is not a country: use its ISO 3166 code or English name")));
            case TIME_ZONE -> {
                String zone = Texts.of(field, json);
                yield new TextNode(TimeZones.find(zone).orElse(zone));
            }
            case LOCALE -> new TextNode(Texts.locale(field, json));
            case IP_ADDRESS -> new TextNode(Texts.ipAddress(field, json));
            case ID -> LongNode.valueOf(Numbers.id(field, json));
            case SOURCE_TYPE -> new TextNode(sourceType(field, Texts.of(field, json)));
        };
    }

    /**
     * Why a value that is not blank means "no value"; empty if it is a value.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object, if the type cannot read one
     */
    public Optional<String> whyNothing(String field, JsonNode json) {
        return switch (this) {
            case EMAIL -> Emails.whyNone(field, json);
            case PHONE -> Phones.whyNone(field, json);
            case DAY, BIRTHDAY -> Moments.whyNone(field, json);
            case POSTAL_CODE ->
                filler(json, Fillers::isOne)
                        .or(() -> Optional.of("holds nothing but the mark of an export")
                                .filter(why -> Texts.code(field, json).isEmpty()));
            case OPT_IN ->
                Optional.of("means no, and an address without a reason is not opted in")
                        .filter(why -> Refusals.isOne(json))
                        .or(() -> filler(json, Fillers::isOne));
            case NAME -> filler(json, Fillers::isNoName);
            case COUNTRY -> filler(json, Countries::isNone);
            case SOURCE_TYPE -> filler(json, text -> !text.equalsIgnoreCase("unknown") && Fillers.isOne(text));
            case TIME_ZONE ->
                filler(json, Fillers::isOne)
                        .or(() -> Optional.of("is none of the time zones that Keap takes; docs/messages.md lists them")
                                .filter(why ->
                                        TimeZones.find(Texts.of(field, json)).isEmpty()));
            case TEXT, LOCALE, IP_ADDRESS, ID -> filler(json, Fillers::isOne);
        };
    }

    /** Why a value is left out, if it is a filler. Some systems write {@code false} for every missing value. */
    public static Optional<String> filler(JsonNode json, Predicate<String> isOne) {
        boolean is = json.isTextual() ? isOne.test(json.asText()) : json.isBoolean() && !json.booleanValue();
        return is ? Optional.of(FILLER) : Optional.empty();
    }

    /** Whether the type takes any text. The mapping may then have a constant that would be a filler in a record. */
    public boolean isAnyText() {
        return this == TEXT || this == NAME || this == TIME_ZONE;
    }

    /** Whether a value that is too long may be cut. Half an address is useless. */
    public boolean mayBeCut() {
        return isAnyText() || this == OPT_IN || this == POSTAL_CODE;
    }

    private String sourceType(String field, String text) {
        return Stream.of(description.split("`"))
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidValue(field, "is none of Keap's source types, such as WEBFORM or IMPORT"));
    }
}
