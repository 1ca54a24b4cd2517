package dev.keapsink.tools.airbyte.discover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.FieldType;
import dev.keapsink.order.ItemFields;

/** The JSON Schema (draft-07) of the values of a field. Lists of options are texts, as most sources have them. */
final class JsonTypes {

    private JsonTypes() {}

    static ObjectNode of(FieldType kind) {
        return switch (kind) {
            case TEXT,
                    KEPT_TEXT,
                    NAME,
                    EMAIL,
                    PHONE,
                    POSTAL_CODE,
                    OPT_IN,
                    COUNTRY,
                    TIME_ZONE,
                    LOCALE,
                    IP_ADDRESS,
                    PRIORITY,
                    ORDER_TYPE,
                    ITEM_TYPE,
                    SOURCE_TYPE -> text();
            case DAY, BIRTHDAY -> text().put("format", "date");
            case MOMENT -> text().put("format", "date-time");
            case ID, TEXT_ID, MONEY, MONEY_IN_CENTS, MEASURE, COUNT, QUANTITY, REMINDER -> type("number");
            case FLAG -> type("boolean");
            case ITEMS -> items();
        };
    }

    static ObjectNode of(CustomFieldType kind) {
        return switch (kind) {
            case CURRENCY, WHOLENUMBER, DECIMALNUMBER, PERCENT, YEAR, USER -> type("number");
            case DATE -> text().put("format", "date");
            case DATETIME -> text().put("format", "date-time");
            case YESNO -> type("boolean");
            case DAYOFWEEK,
                    MONTH,
                    DRILLDOWN,
                    RADIO,
                    DROPDOWN,
                    LISTBOX,
                    USERLISTBOX,
                    EMAIL,
                    NAME,
                    PHONENUMBER,
                    SOCIALSECURITYNUMBER,
                    STATE,
                    TEXT,
                    TEXTAREA,
                    WEBSITE -> text();
        };
    }

    static ObjectNode text() {
        return type("string");
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }

    /** Only an order has items. */
    private static ObjectNode items() {
        ObjectNode list = type("array");
        list.set("items", ObjectSchema.of(ItemFields.ALL));
        return list;
    }
}
