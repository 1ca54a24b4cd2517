package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Item;
import dev.keapsink.record.ListReader;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.CalendarNames;
import dev.keapsink.value.DateOrder;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Encoding;
import dev.keapsink.value.Moments;
import dev.keapsink.value.Numbers;
import dev.keapsink.value.Phones;
import dev.keapsink.value.Texts;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The types of custom fields, with the JSON form of their contents.
 *
 * @see <a
 *     href="https://developer.infusionsoft.com/docs/rest/#tag/Contact/operation/retrieveContactModelUsingGET">Retrieve
 *     Contact Model</a>
 */
public enum CustomFieldType {
    CURRENCY("Currency", "number, with or without its currency sign"),
    DATE("Date", "day, as for `birthday`"),
    DATETIME("DateTime", "date-time, in the [forms of a date](#dates) with a time; one without a zone is in UTC"),
    DAYOFWEEK("DayOfWeek", "1 (Sunday) to 7, or an English name"),
    DRILLDOWN("Drilldown", "one of the options, on any level"),
    EMAIL("Email", "[e-mail address](#e-mail-addresses); a filler is left out"),
    MONTH("Month", "1 to 12, or an English name"),
    LISTBOX("ListBox", "options: [a list](messages.md#lists)"),
    NAME("Name", "text"),
    WHOLENUMBER("WholeNumber", "whole number"),
    DECIMALNUMBER("DecimalNumber", "number such as `1234.5` or `1,234.5`"),
    PERCENT("Percent", "number, with or without `%`"),
    PHONENUMBER("PhoneNumber", "[phone number](#phone-numbers); any other value is left out"),
    RADIO("Radio", "one of the options, in any case"),
    DROPDOWN("Dropdown", "one of the options, in any case"),
    SOCIALSECURITYNUMBER("SocialSecurityNumber", "nine digits, with or without dashes"),
    STATE("State", "text"),
    TEXT("Text", "text"),
    TEXTAREA("TextArea", "text"),
    USER("User", "the id of a user in Keap"),
    USERLISTBOX("UserListBox", "ids of users: [a list](messages.md#lists)"),
    WEBSITE("Website", "text"),
    YEAR("Year", "four digits"),
    YESNO("YesNo", "true or false, 1 or 0, yes or no");

    private final String keapName;
    private final String description;

    CustomFieldType(String keapName, String description) {
        this.keapName = keapName;
        this.description = description;
    }

    /** The type of this name, in the spelling of v1 or v2. An unknown type is treated as a text. */
    public static CustomFieldType of(String name) {
        String wanted = Field.normalised(name).toUpperCase(Locale.ROOT);
        return Stream.of(values())
                .filter(type -> type.name().equals(wanted))
                .findFirst()
                .orElse(TEXT);
    }

    /** The type's name in Keap's spelling. */
    public String keapName() {
        return keapName;
    }

    /** The form of a value, in the words of the documentation. */
    public String description() {
        return description;
    }

    /**
     * Converts a value that is not blank to the field's content. A list becomes an array in every encoding; it is empty
     * if the record's list is.
     *
     * @param order of day, month and year in dates that can be read in several ways
     * @throws InvalidValue if the value is not of this type
     */
    public JsonNode content(CustomField field, JsonNode json, Encoding encoding, Optional<DateOrder> order) {
        String label = field.label();
        return switch (this) {
            case CURRENCY -> DecimalNode.valueOf(Numbers.currency(label, json));
            case DECIMALNUMBER -> DecimalNode.valueOf(Numbers.decimal(label, json));
            case PERCENT -> DecimalNode.valueOf(Numbers.percent(label, json));
            case WHOLENUMBER -> LongNode.valueOf(Numbers.whole(label, json));
            case YEAR -> IntNode.valueOf(Numbers.year(label, json));
            case MONTH -> month(CalendarNames.month(label, json), encoding);
            case DAYOFWEEK -> dayOfWeek(CalendarNames.dayOfWeek(label, json), encoding);
            case DATE ->
                new TextNode(
                        encoding.date() == Encoding.Date.DATE
                                ? Moments.day(label, json, order).toString()
                                : Moments.dateTime(Moments.day(label, json, order)));
            case DATETIME -> new TextNode(Moments.dateTime(Moments.instant(label, json, order)));
            case YESNO -> yesNo(Booleans.of(label, json), encoding);
            case EMAIL -> new TextNode(Emails.of(label, json));
            case PHONENUMBER -> new TextNode(Phones.of(label, json));
            case SOCIALSECURITYNUMBER -> new TextNode(Texts.socialSecurityNumber(label, json));
            case NAME, STATE, TEXT, TEXTAREA, WEBSITE -> new TextNode(Texts.of(label, json));
            case RADIO, DROPDOWN, DRILLDOWN -> new TextNode(field.option(Texts.of(label, json)));
            case LISTBOX -> options(field, json);
            case USER -> LongNode.valueOf(Numbers.id(label, json));
            case USERLISTBOX -> list(label, json, option -> false, item -> LongNode.valueOf(userId(label, item)));
        };
    }

    private static JsonNode month(Month month, Encoding encoding) {
        return encoding.month() == Encoding.Calendar.NUMBER
                ? IntNode.valueOf(month.getValue())
                : new TextNode(CalendarNames.name(month));
    }

    private static JsonNode dayOfWeek(DayOfWeek day, Encoding encoding) {
        return encoding.dayOfWeek() == Encoding.Calendar.NUMBER
                ? IntNode.valueOf(CalendarNames.number(day))
                : new TextNode(CalendarNames.name(day));
    }

    private static JsonNode yesNo(boolean yes, Encoding encoding) {
        return switch (encoding.yesNo()) {
            case NUMBER -> IntNode.valueOf(yes ? 1 : 0);
            case BOOLEAN -> BooleanNode.valueOf(yes);
            case TEXT -> new TextNode(yes ? "Yes" : "No");
        };
    }

    private static ArrayNode options(CustomField field, JsonNode json) {
        CustomField.Options options = field.lookUp();
        return list(
                field.label(),
                json,
                options::has,
                item -> new TextNode(options.find(item.text()).orElseThrow(() -> field.unknown(item))));
    }

    private static ArrayNode list(
            String label, JsonNode json, Predicate<String> isOption, Function<Item, JsonNode> content) {
        Map<String, JsonNode> different = new LinkedHashMap<>();
        for (Item item : ListReader.options(label, json, isOption)) {
            JsonNode one = content.apply(item);
            different.put(one.asText(), one);
        }
        return JsonNodeFactory.instance.arrayNode().addAll(different.values());
    }

    private static long userId(String label, Item item) {
        try {
            return Numbers.id(label, item.json());
        } catch (InvalidValue e) {
            throw new InvalidValue(
                    label,
                    "must be ids of users, which are positive whole numbers; %s is not".formatted(item.inWords()));
        }
    }
}
