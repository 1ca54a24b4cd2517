package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Knows the sums that Keap's v2 shows of an order that it was just given. */
final class NewOrder {

    private static final int DECIMALS = 2;

    private NewOrder() {}

    /**
     * The total of the posted items and what is paid, in cents. There is no total if an item takes its price from its
     * product.
     *
     * @param order the posted body
     */
    static ObjectNode sums(JsonNode order) {
        ObjectNode sums = JsonNodeFactory.instance.objectNode();
        total(order.path("order_items")).ifPresent(total -> sums.set("total", cents(total)));
        return sums.set("total_paid", cents(BigDecimal.ZERO));
    }

    private static Optional<BigDecimal> total(JsonNode items) {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode item : items) {
            JsonNode price = item.path("price_per_unit");
            if (!price.isNumber()) {
                return Optional.empty();
            }
            BigDecimal amount = price.decimalValue()
                    .multiply(BigDecimal.valueOf(item.path("quantity").asLong(1)));
            // A discount is subtracted, whichever sign its price has.
            total = total.add(
                    item.path("item_type").asText().startsWith("DISCOUNT")
                            ? amount.abs().negate()
                            : amount);
        }
        return Optional.of(total);
    }

    private static ObjectNode cents(BigDecimal units) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "amount",
                        units.setScale(DECIMALS, RoundingMode.HALF_UP)
                                .unscaledValue()
                                .longValue());
    }
}
