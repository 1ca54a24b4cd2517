package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/** An order: its items are objects of their own, and replies show its sums. An order with payments stays. */
final class OrderLogic implements ObjectLogic {
    /** An invoice has another number than its order. */
    private static final long FIRST_INVOICE = 500_000;

    private final ObjectData data;
    private final OrderItemLogic items;
    private final ObjectViews itemViews;

    OrderLogic(ObjectData data) {
        this.data = data;
        items = new OrderItemLogic(data);
        itemViews = new ObjectViews(ObjectTable.of(Resource.ORDER_ITEMS), items);
    }

    static String invoice(String orderId) {
        return String.valueOf(Long.parseLong(orderId) + FIRST_INVOICE);
    }

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        for (JsonNode item : fields.path("order_items")) {
            items.complete((ObjectNode) item, Optional.empty(), exchange);
        }
    }

    @Override
    public void written(Optional<StoredObject> old, StoredObject now, Exchange exchange) {
        JsonNode sent = now.fields().remove("order_items");
        if (sent != null) {
            sent.forEach(item -> {
                ObjectNode fields = ((ObjectNode) item).put("order_id", String.valueOf(now.id()));
                StoredObject unused = data.of(Resource.ORDER_ITEMS).create(fields, exchange.now());
            });
        }
    }

    @Override
    public void checkRemoval(StoredObject object) {
        if (!OrderTotals.children(Resource.PAYMENTS, object.id(), data).isEmpty()) {
            throw Refusal.badRequest("An order with transactions cannot be deleted");
        }
    }

    @Override
    public void removed(StoredObject object) {
        ObjectStore store = data.of(Resource.ORDER_ITEMS);
        OrderTotals.children(Resource.ORDER_ITEMS, object.id(), data).forEach(item -> store.remove(item.id()));
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.remove(List.of("contact_id", "order_title", "promo_codes", "shipping_address"));
        view.put("title", object.text("order_title")).put("source_type", "API");
        view.put("invoice_id", invoice(String.valueOf(object.id())));
        OrderTotals totals = OrderTotals.of(object.id(), data);
        totals.show(view, data.behaviour.get());
        view.put("status", totals.isPaid() ? "PAID" : view.has("sent_time") ? "SENT" : "DRAFT");
        object.fields()
                .path("shipping_address")
                .properties()
                .forEach(part -> show(part.getKey(), part.getValue(), view));
        ArrayNode list = view.putArray("order_items");
        OrderTotals.children(Resource.ORDER_ITEMS, object.id(), data).forEach(item -> list.add(itemViews.full(item)));
        ObjectNode contact = view.putObject("contact").put("id", object.text("contact_id"));
        data.contacts
                .find(Long.parseLong(object.text("contact_id")))
                .ifPresent(found -> contact.put("given_name", found.text("given_name"))
                        .put("family_name", found.text("family_name"))
                        .put("email", found.emails().stream().findFirst().orElse("")));
    }

    /** Shows a part of the shipping address under the name that replies have for it. */
    private static void show(String part, JsonNode value, ObjectNode view) {
        ObjectNode shipping = view.withObject("/shipping_information");
        switch (part) {
            case "first_name" -> shipping.set("given_name", value);
            case "last_name" -> shipping.set("family_name", value);
            case "phone" -> shipping.set("phone_number", value);
            case "company" -> shipping.set("company", value);
            default -> shipping.withObject("/address").set(part, value);
        }
    }

    @Override
    public JsonNode value(StoredObject object, String name) {
        JsonNode address = object.fields().path("shipping_address");
        return switch (name) {
            case "@paid" ->
                BooleanNode.valueOf(OrderTotals.of(object.id(), data).isPaid());
            case "@product" -> products(object);
            case "@invoice" -> TextNode.valueOf(invoice(String.valueOf(object.id())));
            case "@locality" -> address.path("locality");
            case "@region" -> address.path("region");
            case "@postal" -> address.path("zip_code");
            case "@country" -> address.path("country_code");
            default -> object.value(name);
        };
    }

    private JsonNode products(StoredObject order) {
        ArrayNode ids = Json.object().putArray("ids");
        OrderTotals.children(Resource.ORDER_ITEMS, order.id(), data).forEach(item -> ids.add(item.text("product_id")));
        return ids;
    }
}
