package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads amounts of money. A fraction of a cent would keep an order unpaid for ever, so amounts are rounded to cents. */
public final class Money {

    private static final int DECIMALS = 2;

    /** Keap computes with doubles, which are exact up to this number of digits. */
    private static final int MOST_DIGITS = 15;

    private Money() {}

    /**
     * Reads an amount, with or without its currency sign, and rounds it half up to cents.
     *
     * @return always with two decimals
     * @throws InvalidValue if the value is not a number, has two readings, is negative or too large
     */
    public static BigDecimal of(String field, JsonNode json) {
        BigDecimal amount = Numbers.currency(field, json);
        if (amount.signum() < 0) {
            throw new InvalidValue(new Rejected(
                    Reason.UNSUPPORTED_OPERATION,
                    field,
                    "is negative; only amounts from 0 are written, and refunds are made in Keap"));
        }
        BigDecimal rounded = rounded(amount);
        if (rounded.precision() > MOST_DIGITS) {
            throw new InvalidValue(field, "is an amount of more than %d digits".formatted(MOST_DIGITS));
        }
        return rounded;
    }

    /** An amount rounded half up to cents, with two decimals. */
    public static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** A rounded amount in cents. */
    public static long cents(BigDecimal rounded) {
        return rounded.movePointRight(DECIMALS).longValueExact();
    }

    /** An amount in cents, as Keap's v2 shows it, in whole units with two decimals. */
    public static BigDecimal ofCents(long cents) {
        return BigDecimal.valueOf(cents, DECIMALS);
    }
}
