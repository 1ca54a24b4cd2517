package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** An item of an order: it takes its name and its price from the product if a write leaves them out. */
final class OrderItemLogic implements ObjectLogic {
    private final ObjectData data;

    OrderItemLogic(ObjectData data) {
        this.data = data;
    }

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        new References(data).check(fields);
        if (!fields.has("item_type")) {
            fields.put("item_type", "PRODUCT");
        }
        product(fields).ifPresent(product -> {
            if (!fields.has("name")) {
                fields.put("name", product.text("name"));
            }
            if (!fields.has("price_per_unit")) {
                fields.put(
                        "price_per_unit",
                        Money.units(product.fields().path("price").asLong()));
            }
        });
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.remove(List.of("product_id", "order_id"));
        view.set("price_per_unit", Money.ofUnits(price(object)));
        if (view.has("cost_per_unit")) {
            view.set(
                    "cost_per_unit",
                    Money.ofUnits(object.fields().path("cost_per_unit").decimalValue()));
        }
        if (isDiscount(object)) {
            view.set("discount", Money.ofUnits(price(object).abs()));
        }
        product(object.fields())
                .ifPresent(product -> view.putObject("product")
                        .put("id", String.valueOf(product.id()))
                        .put("name", product.text("name"))
                        .put("sku", product.text("sku")));
    }

    /** What the item adds to the total of its order; a discount takes away. */
    BigDecimal amount(StoredObject item) {
        BigDecimal price = price(item);
        boolean isSubtracted = isDiscount(item) && data.behaviour.get().is(Behaviour.Discounts.SUBTRACTED);
        BigDecimal signed = isSubtracted ? price.abs().negate() : price;
        return signed.multiply(BigDecimal.valueOf(item.fields().path("quantity").asLong()));
    }

    private static BigDecimal price(StoredObject item) {
        return item.fields().path("price_per_unit").decimalValue();
    }

    private static boolean isDiscount(StoredObject item) {
        return item.text("item_type").startsWith("DISCOUNT");
    }

    private Optional<StoredObject> product(ObjectNode fields) {
        return Optional.of(fields.path("product_id").asText(""))
                .filter(id -> !id.isEmpty())
                .flatMap(id -> data.of(Resource.PRODUCTS).find(Long.parseLong(id)));
    }
}
