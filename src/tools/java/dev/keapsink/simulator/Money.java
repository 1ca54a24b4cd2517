package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/** Shows amounts of the account's currency as v2 does, in its smallest unit. */
final class Money {
    private static final int DECIMALS = 2;

    private Money() {}

    /** An amount in units, such as 12.5. */
    static ObjectNode ofUnits(BigDecimal units) {
        BigDecimal rounded = units.setScale(DECIMALS, RoundingMode.HALF_UP);
        ObjectNode money = Json.object().put("amount", rounded.unscaledValue().longValue());
        money.put("currency_code", "USD");
        return money.put(
                "formatted_amount", NumberFormat.getCurrencyInstance(Locale.US).format(rounded));
    }

    /** An amount in the smallest unit, such as 1250. */
    static ObjectNode ofCents(long cents) {
        return ofUnits(units(cents));
    }

    static BigDecimal units(long cents) {
        return BigDecimal.valueOf(cents, DECIMALS);
    }
}
