package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Countries;
import dev.keapsink.value.Moments;
import dev.keapsink.value.Numbers;
import dev.keapsink.value.Texts;
import java.util.stream.Stream;

/** What the value of one of Keap's own contact fields has to look like. */
enum Kind {
    TEXT("text"),
    EMAIL("e-mail address"),
    PHONE("needs at least one digit"),
    DAY("`1980-12-31`, a date-time of which the day counts, or seconds or milliseconds since 1970"),
    BIRTHDAY("`1980-12-31`, a date-time of which the day counts, or seconds or milliseconds since 1970"),
    COUNTRY("ISO 3166 code (two or three letters) or English name"),
    LOCALE("`en_US`"),
    IP_ADDRESS("IP address"),
    ID("the id in Keap, a positive whole number"),
    SOURCE_TYPE("one of `APPOINTMENT`, `FORMAPIHOSTED`, `FORMAPIINTERNAL`, `WEBFORM`, `INTERNALFORM`, `LANDINGPAGE`,"
            + " `IMPORT`, `MANUAL`, `API`, `OTHER`, `UNKNOWN`, in any case");

    private final String description;

    Kind(String description) {
        this.description = description;
    }

    /** The form in the words of the documentation. */
    String description() {
        return description;
    }

    /**
     * A value that is not blank, as Keap takes it.
     *
     * @param field how a complaint calls it
     * @throws InvalidValue if Keap could not take it
     */
    JsonNode coerced(String field, JsonNode json) {
        return switch (this) {
            case TEXT -> new TextNode(Texts.of(field, json));
            case EMAIL -> new TextNode(Texts.email(field, json));
            case PHONE -> new TextNode(Texts.phone(field, json));
            case DAY -> new TextNode(Moments.day(field, json).toString());
            case BIRTHDAY -> new TextNode(Moments.dateTime(Moments.day(field, json)));
            case COUNTRY ->
                new TextNode(Countries.alpha3(Texts.of(field, json))
                        .orElseThrow(() ->
                                new InvalidValue(field, "is not a country: use its ISO 3166 code or English name")));
            case LOCALE -> new TextNode(Texts.locale(field, json));
            case IP_ADDRESS -> new TextNode(Texts.ipAddress(field, json));
            case ID -> LongNode.valueOf(Numbers.id(field, json));
            case SOURCE_TYPE -> new TextNode(sourceType(field, Texts.of(field, json)));
        };
    }

    /** Whether a value that is too long may be cut: half an address is none. */
    boolean mayBeCut() {
        return this == TEXT;
    }

    private String sourceType(String field, String text) {
        return Stream.of(description.split("`"))
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidValue(field, "is none of Keap's source types, such as WEBFORM or IMPORT"));
    }
}
