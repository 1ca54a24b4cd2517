package dev.keapsink.order;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of an order's item.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class ItemFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("product_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("sku", FieldType.TEXT, ANY_LENGTH, "product_sku", "item_number")
            .property("product", FieldType.TEXT, ANY_LENGTH, "product_name")
            .property("product_key", FieldType.TEXT, ANY_LENGTH)
            .property("item_type", FieldType.ITEM_TYPE, ANY_LENGTH, "type")
            .property("quantity", FieldType.QUANTITY, ANY_LENGTH, "qty")
            .property("price_per_unit", FieldType.MONEY, ANY_LENGTH, "price", "unit_price", "item_price")
            .property("cost_per_unit", FieldType.MONEY, ANY_LENGTH, "cost", "unit_cost")
            .property("name", FieldType.TEXT, ANY_LENGTH, "item_name", "title")
            .property("description", FieldType.TEXT, ANY_LENGTH, "item_description")
            .property("notes", FieldType.TEXT, ANY_LENGTH, "note")
            .names();

    static final Field PRODUCT_ID = ALL.table().named("product_id");
    static final Field SKU = ALL.table().named("sku");
    static final Field PRODUCT = ALL.table().named("product");
    static final Field PRODUCT_KEY = ALL.table().named("product_key");
    static final Field TYPE = ALL.table().named("item_type");
    static final Field QUANTITY = ALL.table().named("quantity");
    static final Field PRICE = ALL.table().named("price_per_unit");
    static final Field NAME = ALL.table().named("name");

    private ItemFields() {}
}
