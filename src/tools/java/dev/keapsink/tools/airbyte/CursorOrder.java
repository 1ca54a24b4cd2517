package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Version;
import java.math.BigDecimal;
import java.util.Optional;

/** Compares the cursors of two rows: numbers as numbers, moments as moments, and other texts as texts. */
final class CursorOrder {

    private CursorOrder() {}

    /** Whether one cursor is certainly before another. Cursors of different kinds have no order. */
    static boolean isBefore(JsonNode one, JsonNode other) {
        Optional<BigDecimal> number = number(one);
        Optional<BigDecimal> otherNumber = number(other);
        if (number.isPresent() && otherNumber.isPresent()) {
            return number.get().compareTo(otherNumber.get()) < 0;
        }
        Optional<Version> moment = moment(one);
        Optional<Version> otherMoment = moment(other);
        if (moment.isPresent() && otherMoment.isPresent()) {
            return moment.get().compareTo(otherMoment.get()) < 0;
        }
        return one.isTextual()
                && other.isTextual()
                && number.isPresent() == otherNumber.isPresent()
                && moment.isPresent() == otherMoment.isPresent()
                && one.textValue().compareTo(other.textValue()) < 0;
    }

    private static Optional<BigDecimal> number(JsonNode cursor) {
        if (cursor.isNumber()) {
            return Optional.of(cursor.decimalValue());
        }
        return cursor.isTextual() && cursor.textValue().matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")
                ? Optional.of(new BigDecimal(cursor.textValue()))
                : Optional.empty();
    }

    private static Optional<Version> moment(JsonNode cursor) {
        try {
            return cursor.isTextual() ? Optional.of(Version.of("cursor", cursor)) : Optional.empty();
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }
}
