package dev.keapsink.product;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of a product.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class ProductFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("name", FieldType.KEPT_TEXT, ANY_LENGTH, "product_name", "title")
            .property("sku", FieldType.KEPT_TEXT, ANY_LENGTH, "product_sku", "item_number")
            .property("price", FieldType.MONEY_IN_CENTS, ANY_LENGTH, "product_price", "unit_price")
            .property(
                    "short_description", FieldType.KEPT_TEXT, ANY_LENGTH, "product_short_desc", "short_desc", "summary")
            .property("description", FieldType.TEXT, ANY_LENGTH, "product_desc", "long_description", "body")
            .property("active", FieldType.FLAG, ANY_LENGTH, "is_active")
            .property("shippable", FieldType.FLAG, ANY_LENGTH)
            .property("weight", FieldType.MEASURE, ANY_LENGTH)
            .property("taxable", FieldType.FLAG, ANY_LENGTH)
            .property("country_taxable", FieldType.FLAG, ANY_LENGTH)
            .property("state_taxable", FieldType.FLAG, ANY_LENGTH)
            .property("city_taxable", FieldType.FLAG, ANY_LENGTH)
            .property("subscription_only", FieldType.FLAG, ANY_LENGTH)
            .property("storefront_hidden", FieldType.FLAG, ANY_LENGTH)
            .property("inventory_limit", FieldType.COUNT, ANY_LENGTH)
            .property("out_of_stock_enabled", FieldType.FLAG, ANY_LENGTH)
            .property("email_for_inventory_notifications", FieldType.EMAIL, ANY_LENGTH)
            .property("top_html", FieldType.TEXT, ANY_LENGTH)
            .property("bottom_html", FieldType.TEXT, ANY_LENGTH)
            .property("is_package", FieldType.FLAG, ANY_LENGTH)
            .property("needs_digital_delivery", FieldType.FLAG, ANY_LENGTH)
            .property("delivery_description", FieldType.TEXT, ANY_LENGTH)
            .names();

    static final Field NAME = ALL.table().named("name");
    static final Field SKU = ALL.table().named("sku");
    static final Field PRICE = ALL.table().named("price");

    private ProductFields() {}
}
