package dev.keapsink.order;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of a payment that was made elsewhere.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class PaymentFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("order_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("order_key", FieldType.TEXT, ANY_LENGTH)
            .property("payment_amount", FieldType.MONEY, ANY_LENGTH, "amount", "paid")
            .property("payment_method_type", FieldType.TEXT, ANY_LENGTH, "method", "payment_method", "payment_type")
            .property("payment_time", FieldType.MOMENT, ANY_LENGTH, "payment_date", "pay_date", "date", "paid_at")
            .property("apply_to_commissions", FieldType.FLAG, ANY_LENGTH)
            .property("notes", FieldType.TEXT, ANY_LENGTH, "note", "text")
            .property("external_source", FieldType.TEXT, ANY_LENGTH)
            .property("external_source_value", FieldType.TEXT, ANY_LENGTH)
            .property("external_status_value", FieldType.TEXT, ANY_LENGTH)
            .property("external_create_user", FieldType.TEXT, ANY_LENGTH)
            .property("external_create_time", FieldType.MOMENT, ANY_LENGTH)
            .property("external_update_time", FieldType.MOMENT, ANY_LENGTH)
            .property("payment_method_id", FieldType.TEXT, ANY_LENGTH, "credit_card_id", "card_id")
            .property("charge_now", FieldType.FLAG, ANY_LENGTH)
            .property("status", FieldType.TEXT, ANY_LENGTH, "payment_status", "pay_status")
            .property("kind", FieldType.TEXT, ANY_LENGTH, "type", "transaction_type")
            .property("refunded", FieldType.FLAG, ANY_LENGTH, "is_refund")
            .names();

    static final Field ORDER = ALL.table().named("order_id");
    static final Field AMOUNT = ALL.table().named("payment_amount");
    static final Field METHOD = ALL.table().named("payment_method_type");
    static final Field TIME = ALL.table().named("payment_time");
    static final Field NOTES = ALL.table().named("notes");
    static final Field CARD = ALL.table().named("payment_method_id");
    static final Field STATUS = ALL.table().named("status");
    static final Field KIND = ALL.table().named("kind");
    static final Field REFUNDED = ALL.table().named("refunded");
    static final Field CHARGE = ALL.table().named("charge_now");

    private PaymentFields() {}
}
