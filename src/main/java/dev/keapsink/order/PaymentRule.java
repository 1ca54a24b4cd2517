package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.object.TableMapper;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Lets only payments through that were made elsewhere: nothing that this sink sends may charge a card. */
final class PaymentRule implements TableMapper.Rule {

    private final TableMapper.Rule keyed = TableMapper.keyed(ObjectType.PAYMENTS);

    @Override
    public Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references) {
        return keyed.key(row, values, references);
    }

    @Override
    public void complete(SortedMap<Field, Value> values, SortedMap<Field, Reference> references, Faults faults) {
        Value card = values.remove(PaymentFields.CARD);
        if (card != null && !card.isClearing()) {
            faults.add(charges(PaymentFields.CARD));
        }
        Value charge = values.remove(PaymentFields.CHARGE);
        if (charge != null && charge.content().asBoolean()) {
            faults.add(charges(PaymentFields.CHARGE));
        }
        for (Field field : List.of(PaymentFields.AMOUNT, PaymentFields.METHOD)) {
            if (!has(values, field) && !faults.isIn(field.label())) {
                faults.add(new InvalidValue(field.label(), missing(field)).rejection());
            }
        }
        Optional.ofNullable(values.get(PaymentFields.AMOUNT))
                .map(Value::content)
                .filter(JsonNode::isNumber)
                .filter(amount -> amount.decimalValue().signum() == 0)
                .ifPresent(zero -> faults.add(new InvalidValue(PaymentFields.AMOUNT.label(), "is 0").rejection()));
    }

    private static boolean has(Map<Field, Value> values, Field field) {
        Value value = values.get(field);
        return value != null && !value.isClearing();
    }

    private static String missing(Field field) {
        return field.equals(PaymentFields.METHOD)
                ? "is missing; name one of the account's manual types of payment, such as Cash or Check"
                : "is missing";
    }

    private static Rejected charges(Field field) {
        return new Rejected(
                Reason.UNSUPPORTED_OPERATION,
                field.label(),
                "would charge a card; this sink records only payments that were made elsewhere");
    }
}
