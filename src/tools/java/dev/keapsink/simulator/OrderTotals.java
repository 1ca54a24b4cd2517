package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * The sums of an order, exact to fractions of a cent.
 *
 * @param total of its items
 * @param paid of its payments
 */
record OrderTotals(BigDecimal total, BigDecimal paid) {
    static OrderTotals of(long orderId, ObjectData data) {
        OrderItemLogic items = new OrderItemLogic(data);
        return new OrderTotals(
                children(Resource.ORDER_ITEMS, orderId, data).stream()
                        .map(items::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                children(Resource.PAYMENTS, orderId, data).stream()
                        .map(payment -> payment.fields().path("payment_amount").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    static List<StoredObject> children(Resource resource, long orderId, ObjectData data) {
        return data.of(resource).with("order_id", String.valueOf(orderId));
    }

    BigDecimal balance() {
        return total.subtract(paid);
    }

    /** Whether nothing is left to pay; a fraction of a cent keeps an order from it. */
    boolean isPaid() {
        return total.signum() > 0 && balance().signum() <= 0;
    }

    void show(ObjectNode view, Behaviour behaviour) {
        view.set("total", Money.ofUnits(total));
        view.set("total_paid", Money.ofUnits(paid));
        view.set("total_due", Money.ofUnits(behaviour.is(Behaviour.TotalDue.BALANCE) ? balance() : total));
        view.set("refund_total", Money.ofUnits(BigDecimal.ZERO));
    }
}
