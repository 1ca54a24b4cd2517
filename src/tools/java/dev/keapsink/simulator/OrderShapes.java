package dev.keapsink.simulator;

import static dev.keapsink.simulator.Shape.FLAG;
import static dev.keapsink.simulator.Shape.ID;
import static dev.keapsink.simulator.Shape.NUMBER;
import static dev.keapsink.simulator.Shape.TEXT;
import static dev.keapsink.simulator.Shape.TIME;
import static dev.keapsink.simulator.Shape.WHOLE;
import static dev.keapsink.simulator.Shape.between;
import static dev.keapsink.simulator.Shape.listOf;
import static dev.keapsink.simulator.Shape.object;
import static dev.keapsink.simulator.Shape.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shapes of the bodies of v2's writes of products, orders, their items and their payments. */
final class OrderShapes {
    private static final Shape NATURAL = between(0, Long.MAX_VALUE);
    private static final Shape NOT_NEGATIVE = new Shape.Scalar(
            "a number from 0 on", node -> node.isNumber() && node.decimalValue().signum() >= 0);
    private static final Shape NOT_BLANK = new Shape.Scalar(
            "a text that is not blank",
            node -> node.isTextual() && !node.textValue().isBlank());

    private static final Shape.ObjectOf PRODUCT_PARTS = object().optional(TEXT, "name", "sku", "description")
            .optional(TEXT, "short_description", "top_html", "bottom_html", "delivery_description")
            .optional(NATURAL, "price")
            .optional(NOT_NEGATIVE, "weight")
            .optional(FLAG, "active", "shippable", "taxable", "subscription_only", "storefront_hidden")
            .optional(FLAG, "country_taxable", "state_taxable", "city_taxable", "is_package")
            .optional(FLAG, "needs_digital_delivery");
    private static final Shape INVENTORY = object().optional(NATURAL, "inventory_limit", "inventory_count")
            .optional(FLAG, "out_of_stock_enabled")
            .optional(TEXT, "email_for_inventory_notifications");

    static final Shape.ObjectOf PRODUCT = PRODUCT_PARTS
            .optional(NATURAL, "inventory_limit")
            .optional(FLAG, "out_of_stock_enabled")
            .optional(TEXT, "email_for_inventory_notifications");

    static final Shape.ObjectOf NEW_PRODUCT = PRODUCT_PARTS
            .optional(INVENTORY, "inventory")
            .required(TEXT, "name")
            .required(NATURAL, "price")
            .required(TEXT, "short_description");

    private static final Shape QUANTITY = between(1, Integer.MAX_VALUE);

    static final Shape.ObjectOf ITEM = object().optional(NOT_BLANK, "name", "description", "notes")
            .optional(NOT_BLANK, "subscription_plan_description")
            .optional(QUANTITY, "quantity")
            .optional(ID, "product_id", "subscription_plan_id")
            .optional(NUMBER, "price_per_unit", "cost_per_unit");

    static final Shape.ObjectOf NEW_ITEM = ITEM.required(QUANTITY, "quantity")
            .optional(
                    oneOf(
                            "PRODUCT",
                            "SHIPPING",
                            "TAX",
                            "FINANCE_CHARGE",
                            "SUBSCRIPTION",
                            "DISCOUNT",
                            "DISCOUNT_FREE_TRIAL",
                            "DISCOUNT_ORDER_TOTAL",
                            "DISCOUNT_PRODUCT",
                            "DISCOUNT_PRODUCT_CATEGORY",
                            "DISCOUNT_SHIPPING",
                            "OTHER",
                            "FEE"),
                    "item_type");

    private static final Shape ADDRESS = object().optional(TEXT, "line1", "line2", "locality", "region", "company")
            .optional(TEXT, "phone", "zip_code", "zip_four", "country_code")
            .optional(TEXT, "first_name", "middle_name", "last_name")
            .optional(FLAG, "is_invoice_to_company");
    private static final Shape PAYMENT_PLAN = object().optional(FLAG, "auto_charge")
            .optional(WHOLE, "max_charge_attempts", "days_between_retries", "number_of_payments")
            .optional(WHOLE, "days_between_payments")
            .optional(ID, "payment_method_id")
            .optional(NUMBER, "initial_payment_amount")
            .optional(Shape.DAY, "initial_payment_date", "plan_start_date");

    private static final Shape.ObjectOf ORDER_PARTS = object().optional(TEXT, "notes", "terms", "title")
            .optional(TEXT, "order_title", "invoice_number", "external_create_user")
            .optional(ID, "contact_id", "lead_affiliate_id", "sales_affiliate_id")
            .optional(TIME, "order_time", "sent_time", "due_time", "external_create_time", "external_update_time")
            .optional(oneOf("ONLINE", "OFFLINE"), "order_type")
            .optional(listOf(TEXT), "promo_codes")
            .optional(ADDRESS, "shipping_address")
            .optional(ObjectShapes.CUSTOM_FIELDS, "custom_fields");

    static final Shape.ObjectOf ORDER = ORDER_PARTS.optional(PAYMENT_PLAN, "payment_plan");

    static final Shape.ObjectOf NEW_ORDER = ORDER_PARTS
            .optional(listOf(NEW_ITEM), "order_items")
            .required(ID, "contact_id")
            .required(TIME, "order_time")
            .required(TEXT, "order_title")
            .required(oneOf("ONLINE", "OFFLINE"), "order_type");

    static final Shape.ObjectOf NEW_PAYMENT = object().optional(TEXT, "notes", "payment_method_type")
            .optional(TEXT, "external_source", "external_source_value", "external_status_value")
            .optional(TEXT, "external_create_user")
            .optional(ID, "payment_method_id")
            .optional(TIME, "payment_time", "external_create_time", "external_update_time")
            .required(NUMBER, "payment_amount")
            .required(FLAG, "apply_to_commissions");

    private static final Set<String> OF_A_PRODUCT = Set.of("PRODUCT", "SUBSCRIPTION");

    private OrderShapes() {}

    static List<Problem> ofNewOrder(JsonNode order) {
        List<Problem> problems = new ArrayList<>();
        order.path("order_items").forEach(item -> problems.addAll(ofNewItem(item)));
        return problems;
    }

    static List<Problem> ofNewItem(JsonNode item) {
        String type = item.path("item_type").asText("PRODUCT");
        if (OF_A_PRODUCT.contains(type) && !item.has("product_id")) {
            return List.of(
                    Problem.refused("order_items", "has a " + type + " without product_id", "product_id is required"));
        }
        if (!OF_A_PRODUCT.contains(type) && !(item.has("name") && item.has("price_per_unit"))) {
            return List.of(Problem.refused(
                    "order_items",
                    "has a " + type + " without name and price",
                    "name and price_per_unit are required"));
        }
        return List.of();
    }

    static List<Problem> ofNewPayment(JsonNode payment) {
        List<Problem> problems = new ArrayList<>();
        boolean charges = payment.has("payment_method_id");
        if (!charges && !payment.has("payment_method_type")) {
            problems.add(Problem.refused(
                    "body",
                    "names no payment method",
                    "At least one of payment_method_id or payment_method_type is required"));
        }
        int sign = payment.path("payment_amount").decimalValue().signum();
        if (sign < 0 || (charges && sign == 0)) {
            problems.add(Problem.refused("payment_amount", "is not positive", "Payment amount must be greater than 0"));
        }
        return problems;
    }
}
