package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An item of an order, of a record or of Keap.
 *
 * @param product the product's id; empty for none
 * @param price of one unit; empty for the product's own price
 * @param name empty to compare none
 */
record Item(String type, String product, long quantity, Optional<BigDecimal> price, String name) {

    private static final String PRODUCT = "PRODUCT";

    /** An item in the form in which v2 takes it. */
    static Item written(JsonNode item) {
        JsonNode price = item.path("price_per_unit");
        return of(
                item,
                item.path("product_id").asText(""),
                Optional.of(price).filter(JsonNode::isNumber).map(JsonNode::decimalValue));
    }

    /** An item in the form in which v2 shows it. */
    static Item shown(JsonNode item) {
        JsonNode price = item.path("price_per_unit").path("amount");
        return of(
                item,
                item.path("product").path("id").asText(""),
                Optional.of(price).filter(JsonNode::isNumber).map(amount -> Money.ofCents(amount.asLong())));
    }

    private static Item of(JsonNode item, String product, Optional<BigDecimal> price) {
        return new Item(
                item.path("item_type").asText(PRODUCT),
                product,
                item.path("quantity").asLong(),
                price.map(Money::rounded),
                item.path("name").asText(""));
    }

    /** What the item adds to the total of its order; empty if only Keap knows its price. A discount takes away. */
    Optional<BigDecimal> amount() {
        return price.map(one -> one.multiply(BigDecimal.valueOf(quantity)))
                .map(amount -> type.startsWith("DISCOUNT") ? amount.negate() : amount);
    }

    /** Whether an item that Keap shows is this one of a record. */
    boolean isSame(Item shown) {
        return type.equals(shown.type)
                && product.equals(shown.product)
                && quantity == shown.quantity
                && price.map(one -> shown.price
                                .filter(other -> one.abs().compareTo(other.abs()) == 0)
                                .isPresent())
                        .orElse(true)
                && (name.isEmpty() || !product.isEmpty() || name.equals(shown.name));
    }

    /** The item in the words of a reject. */
    String inWords() {
        return "%d × %s%s"
                .formatted(
                        quantity,
                        product.isEmpty() ? name.isEmpty() ? type : name : "product " + product,
                        price.map(one -> " at " + one).orElse(""));
    }

    /** Hides the item, which is personal. */
    @Override
    public String toString() {
        return "Item[" + type + "]";
    }
}
