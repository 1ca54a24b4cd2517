package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A payment of an order: it is at most the balance, and its manual type is one of the account's. */
final class PaymentLogic implements ObjectLogic {
    private static final Set<String> SHOWN = Set.of("id", "last_updated_time");

    private final ObjectData data;

    PaymentLogic(ObjectData data) {
        this.data = data;
    }

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        boolean charges = fields.has("payment_method_id");
        String type = fields.path("payment_method_type").asText("");
        if (!charges && !data.hasPaymentType(type)) {
            throw Refusal.badRequest("Invalid payment_method_type: " + type);
        }
        OrderTotals totals = OrderTotals.of(fields.path("order_id").asLong(), data);
        if (fields.path("payment_amount").decimalValue().compareTo(totals.balance()) > 0) {
            throw Refusal.badRequest("Payment amount must not exceed the balance of the order");
        }
        if (!fields.has("payment_time")) {
            fields.put("payment_time", Json.time(exchange.now()));
        }
        fields.put("pay_status", charges ? "APPROVED" : "MANUAL_PAID");
        fields.put("skip_commission", !fields.path("apply_to_commissions").asBoolean());
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.retain(SHOWN);
        view.put("payment_id", String.valueOf(object.id()));
        view.put("invoice_id", OrderLogic.invoice(object.text("order_id")));
        view.set("amount", object.fields().path("payment_amount"));
        view.put("note", object.text("notes")).put("pay_time", object.text("payment_time"));
        view.put("pay_status", object.text("pay_status"));
        view.set("skip_commission", object.fields().path("skip_commission"));
    }

    @Override
    public void showWritten(StoredObject object, ObjectNode view) {
        view.retain(List.of("id"));
        view.put("invoice_id", OrderLogic.invoice(object.text("order_id")));
        view.set("payment_amount", object.fields().path("payment_amount"));
        view.put("payment_status_message", object.text("pay_status"));
        view.put("transaction_id", String.valueOf(object.id()));
    }

    @Override
    public JsonNode value(StoredObject object, String name) {
        return name.equals("@invoice")
                ? TextNode.valueOf(OrderLogic.invoice(object.text("order_id")))
                : object.value(name);
    }
}
