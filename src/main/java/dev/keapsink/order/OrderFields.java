package dev.keapsink.order;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of an order.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class OrderFields {

    private static final String ADDRESS = "shipping_address";

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("contact_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("contact_email", FieldType.EMAIL, ANY_LENGTH)
            .property("contact_key", FieldType.TEXT, ANY_LENGTH)
            .property("order_title", FieldType.KEPT_TEXT, ANY_LENGTH, "title", "name")
            .property("order_time", FieldType.MOMENT, ANY_LENGTH, "order_date", "date", "ordered_at", "placed_at")
            .property("order_type", FieldType.ORDER_TYPE, ANY_LENGTH, "type")
            .property("order_items", FieldType.ITEMS, ANY_LENGTH, "items", "line_items", "order_lines")
            .property("total", FieldType.MONEY, ANY_LENGTH, "order_total", "grand_total", "amount", "total_price")
            .property("notes", FieldType.TEXT, ANY_LENGTH, "note")
            .property("terms", FieldType.TEXT, ANY_LENGTH)
            .add("invoice_title", FieldType.TEXT, ANY_LENGTH, new FieldPath.Property("title"))
            .property("invoice_number", FieldType.TEXT, ANY_LENGTH)
            .property("sent_time", FieldType.MOMENT, ANY_LENGTH, "sent_date")
            .property("due_time", FieldType.MOMENT, ANY_LENGTH, "due_date")
            .property("lead_affiliate_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("sales_affiliate_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("external_create_user", FieldType.TEXT, ANY_LENGTH)
            .property("external_create_time", FieldType.MOMENT, ANY_LENGTH)
            .property("external_update_time", FieldType.MOMENT, ANY_LENGTH)
            .add("shipping_first_name", FieldType.TEXT, ANY_LENGTH, part("first_name"))
            .add("shipping_middle_name", FieldType.TEXT, ANY_LENGTH, part("middle_name"))
            .add("shipping_last_name", FieldType.TEXT, ANY_LENGTH, part("last_name"))
            .add("shipping_company", FieldType.TEXT, ANY_LENGTH, part("company"))
            .add("shipping_phone", FieldType.PHONE, ANY_LENGTH, part("phone"))
            .add("shipping_line1", FieldType.TEXT, ANY_LENGTH, part("line1"), "shipping_street", "shipping_address1")
            .add("shipping_line2", FieldType.TEXT, ANY_LENGTH, part("line2"), "shipping_address2")
            .add("shipping_locality", FieldType.TEXT, ANY_LENGTH, part("locality"), "shipping_city")
            .add("shipping_region", FieldType.TEXT, ANY_LENGTH, part("region"), "shipping_state", "shipping_province")
            .add(
                    "shipping_zip_code",
                    FieldType.POSTAL_CODE,
                    ANY_LENGTH,
                    part("zip_code"),
                    "shipping_zip",
                    "shipping_postal_code",
                    "shipping_postcode")
            .add("shipping_country", FieldType.COUNTRY, ANY_LENGTH, part("country_code"), "shipping_country_code")
            .names();

    static final Field CONTACT = ALL.table().named("contact_id");
    static final Field TITLE = ALL.table().named("order_title");
    static final Field TIME = ALL.table().named("order_time");
    static final Field ITEMS = ALL.table().named("order_items");
    static final Field TOTAL = ALL.table().named("total");

    private OrderFields() {}

    private static FieldPath part(String name) {
        return new FieldPath.Part(ADDRESS, name);
    }
}
