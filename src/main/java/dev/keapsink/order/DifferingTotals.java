package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The orders whose total in Keap is not the one of their records, as far as this process has seen. A promotion, a tax or
 * a person may have changed it. Threadsafe.
 */
public final class DifferingTotals {

    private static final Logger LOG = Logger.getLogger(DifferingTotals.class);

    private static final int MOST = 10_000;

    /** What the records came to, by the order's id. */
    private final Map<Long, BigDecimal> expectations = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, BigDecimal> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Compares an order's total with its record's.
     *
     * @param document the order as Keap shows it
     */
    synchronized void compare(long order, Optional<BigDecimal> expected, JsonNode document) {
        Optional<BigDecimal> total = amount(document.path("total"));
        if (expected.isEmpty() || total.isEmpty()) {
            return;
        }
        if (expected.get().compareTo(total.get()) == 0) {
            expectations.remove(order);
            return;
        }
        LOG.warnf("The order %d has another total in Keap than its record says; its payments are rejected", order);
        expectations.put(order, expected.get());
    }

    /**
     * How the total of an order differs from that of its record, in words; empty if it does not, or nothing is known.
     *
     * @param document the order as Keap shows it now, which a person may have corrected
     */
    synchronized Optional<String> difference(long order, JsonNode document) {
        return Optional.ofNullable(expectations.get(order))
                .flatMap(expected -> amount(document.path("total"))
                        .filter(total -> total.compareTo(expected) != 0)
                        .map(total -> "Keap shows a total of %s, and the record came to %s"
                                .formatted(total, expected.toPlainString())));
    }

    /** An amount as v2 shows it, in whole units; empty if there is none. */
    static Optional<BigDecimal> amount(JsonNode shown) {
        return shown.path("amount").isNumber()
                ? Optional.of(Money.ofCents(shown.path("amount").asLong()))
                : Optional.empty();
    }
}
