package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Countries;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.Moments;
import dev.keapsink.value.Money;
import dev.keapsink.value.Numbers;
import dev.keapsink.value.ObjectLists;
import dev.keapsink.value.Phones;
import dev.keapsink.value.Texts;
import dev.keapsink.value.TimeZones;
import dev.keapsink.value.Words;
import java.util.Optional;

/** The types of Keap's own fields, with the form of their values. */
public enum FieldType {
    TEXT("text", (field, json, how) -> text(Texts.of(field, json))),
    /** A text without which Keap has no such object. */
    KEPT_TEXT("text", (field, json, how) -> text(Texts.of(field, json))),
    NAME(
            "text",
            (field, json, how) -> text(Texts.of(field, json)),
            (field, json) -> Absence.filler(json, Fillers::isNoName)),
    EMAIL(
            "[e-mail address](#e-mail-addresses); a filler is left out",
            (field, json, how) -> text(Emails.of(field, json)),
            Emails::whyNone),
    PHONE(
            "[phone number](#phone-numbers); any other value is left out",
            (field, json, how) -> text(Phones.of(field, json)),
            Phones::whyNone),
    POSTAL_CODE(
            "text, without the marks of an export in front of it",
            (field, json, how) -> text(Texts.code(field, json)),
            Absence::ofCode),
    OPT_IN(
            "text; a value that [means no](#opt-in) is left out",
            (field, json, how) -> text(Texts.of(field, json)),
            Absence::ofConsent),
    DAY(
            "`1980-12-31`, another [form of a date](#dates), or a date-time of which the day counts",
            (field, json, how) -> text(Moments.day(field, json, how.dateOrder()).toString()),
            Moments::whyNone),
    BIRTHDAY(
            "`1980-12-31`, another [form of a date](#dates), or a date-time of which the day counts",
            (field, json, how) -> text(Moments.dateTime(Moments.day(field, json, how.dateOrder()))),
            Moments::whyNone),
    MOMENT(
            "`2026-11-30T12:00:00Z`, or another [form of a date](#dates) with a time; one without a zone is in UTC, and a"
                    + " date alone is its noon",
            (field, json, how) -> text(Moments.toSeconds(Moments.orNoon(field, json, how.dateOrder()))),
            Moments::whyNone),
    COUNTRY(
            "ISO 3166 code (two or three letters) or English name",
            (field, json, how) -> text(Countries.of(field, json)),
            (field, json) -> Absence.filler(json, Countries::isNone)),
    TIME_ZONE(
            "one of [some time zones](messages.md#which-time-zones-does-keap-take)",
            (field, json, how) -> text(TimeZones.orAsIs(Texts.of(field, json))),
            Absence::ofZone),
    LOCALE("`en_US`", (field, json, how) -> text(Texts.locale(field, json))),
    IP_ADDRESS("IP address", (field, json, how) -> text(Texts.ipAddress(field, json))),
    ID("the id in Keap, a positive whole number", (field, json, how) -> LongNode.valueOf(Numbers.id(field, json))),
    /** An id as Keap's v2 writes it. */
    TEXT_ID(
            "the id in Keap, a positive whole number",
            (field, json, how) -> text(Long.toString(Numbers.id(field, json)))),
    MONEY(
            "amount such as `1234.50`, with or without its currency sign; rounded half up to cents, and never negative",
            (field, json, how) -> DecimalNode.valueOf(Money.of(field, json))),
    /** An amount that Keap takes in cents. A record has it in whole units and their fraction, as everywhere else. */
    MONEY_IN_CENTS(
            "amount such as `1234.50`, with or without its currency sign; rounded half up to cents, and never negative",
            (field, json, how) -> LongNode.valueOf(Money.cents(Money.of(field, json)))),
    MEASURE(
            "number such as `1234.5` or `1,234.5`, not negative",
            (field, json, how) -> DecimalNode.valueOf(Numbers.notNegative(field, json))),
    COUNT("whole number from 0", (field, json, how) -> LongNode.valueOf(Numbers.count(field, json, 0))),
    QUANTITY("whole number from 1", (field, json, how) -> LongNode.valueOf(Numbers.count(field, json, 1))),
    FLAG(
            "true or false, 1 or 0, yes or no",
            (field, json, how) -> BooleanNode.valueOf(Booleans.of(field, json)),
            Absence::ofFlag),
    REMINDER(
            "minutes before the due time: " + Numbers.REMINDERS_IN_WORDS + "; 0 is left out",
            (field, json, how) -> LongNode.valueOf(Numbers.reminder(field, json)),
            Absence::ofReminder),
    PRIORITY(
            "`CRITICAL`, `ESSENTIAL` or `NONESSENTIAL`, in any case; or 1 to 3; or high, medium, low",
            (field, json, how) -> text(Words.PRIORITY.of(field, json))),
    ORDER_TYPE("`ONLINE` or `OFFLINE`, in any case", (field, json, how) -> text(Words.ORDER_TYPE.of(field, json))),
    ITEM_TYPE(
            "`PRODUCT`, `SHIPPING`, `TAX`, `DISCOUNT`, `FEE`, `OTHER` or another of Keap's types, in any case",
            (field, json, how) -> text(Words.ITEM_TYPE.of(field, json))),
    /** A list of objects whose own fields the type of object reads. */
    ITEMS("list of objects", (field, json, how) -> ObjectLists.of(field, json)),
    SOURCE_TYPE(
            "one of `APPOINTMENT`, `FORMAPIHOSTED`, `FORMAPIINTERNAL`, `WEBFORM`, `INTERNALFORM`, `LANDINGPAGE`,"
                    + " `IMPORT`, `MANUAL`, `API`, `OTHER`, `UNKNOWN`, in any case",
            (field, json, how) -> text(Words.SOURCE_TYPE.of(field, json)),
            (field, json) -> Absence.filler(json, text -> !text.equalsIgnoreCase("unknown") && Fillers.isOne(text)));

    /** Completes a sentence that begins with the field. */
    public static final String FILLER = Absence.FILLER;

    private final String description;

    // The functions have no state, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Coercion coercion;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Absence absence;

    /** Converts a value to the form that Keap takes. */
    @FunctionalInterface
    private interface Coercion {
        JsonNode of(String field, JsonNode json, Conventions conventions);
    }

    FieldType(String description, Coercion coercion) {
        this(description, coercion, Absence::ofText);
    }

    FieldType(String description, Coercion coercion, Absence absence) {
        this.description = description;
        this.coercion = coercion;
        this.absence = absence;
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
        return coercion.of(field, json, conventions);
    }

    /**
     * Why a value that is not blank means "no value"; empty if it is a value.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object, if the type cannot read one
     */
    public Optional<String> whyNothing(String field, JsonNode json) {
        return absence.why(field, json);
    }

    /** Whether the type takes any text. The mapping may then have a constant that would be a filler in a record. */
    public boolean isAnyText() {
        return this == TEXT || this == KEPT_TEXT || this == NAME || this == TIME_ZONE;
    }

    /** Whether a value that is too long may be cut. Half an address is useless. */
    public boolean mayBeCut() {
        return isAnyText() || this == OPT_IN || this == POSTAL_CODE;
    }

    /** The form in which Keap takes an order to empty a field. */
    public enum Emptied {
        /**
         * Never: a number has no empty form, an address must be one, an empty reason might still opt in, and v2 takes no
         * null for a moment or an id.
         */
        NEVER,
        /** In the form that the account is known to take. */
        AS_ENCODED
    }

    /** The form in which a field of this type is emptied. */
    public Emptied emptied() {
        return switch (this) {
            case EMAIL,
                    KEPT_TEXT,
                    MOMENT,
                    TEXT_ID,
                    REMINDER,
                    PRIORITY,
                    IP_ADDRESS,
                    OPT_IN,
                    MONEY,
                    MONEY_IN_CENTS,
                    MEASURE,
                    COUNT,
                    QUANTITY,
                    FLAG,
                    ORDER_TYPE,
                    ITEM_TYPE,
                    ITEMS -> Emptied.NEVER;
            case TEXT, NAME, PHONE, POSTAL_CODE, DAY, BIRTHDAY, COUNTRY, TIME_ZONE, LOCALE, ID, SOURCE_TYPE ->
                Emptied.AS_ENCODED;
        };
    }

    private static TextNode text(String text) {
        return new TextNode(text);
    }
}
