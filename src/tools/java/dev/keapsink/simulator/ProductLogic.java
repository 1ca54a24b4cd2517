package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A product: replies show its price with the currency, and its inventory in an object of its own. */
final class ProductLogic implements ObjectLogic {
    private static final List<String> INVENTORY =
            List.of("inventory_limit", "out_of_stock_enabled", "email_for_inventory_notifications");

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        if (!fields.has("active")) {
            fields.put("active", true);
        }
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.set("price", Money.ofCents(object.fields().path("price").asLong()));
        for (String name : INVENTORY) {
            JsonNode value = view.remove(name);
            if (value != null) {
                view.withObject("/inventory").set(name, value);
            }
        }
    }
}
