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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Lets only payments through that were made elsewhere: nothing that this sink sends may charge a card. */
final class PaymentRule implements TableMapper.Rule {

    /** What a payment's status or kind may be called if no money was received, or it was given back. */
    private static final Pattern NOT_RECEIVED = Pattern.compile(
            "refund|void|chargeback|dispute|revers|fail|declin|cancel|pending|authori[sz]|expired|error|unpaid");

    private final TableMapper.Rule keyed = TableMapper.keyed(ObjectType.PAYMENTS);

    /** A key tells the payments of one order apart. */
    @Override
    public Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references) {
        Key key = keyed.key(row, values, references);
        Reference order = references.get(PaymentFields.ORDER);
        return order == null
                ? key
                : new Key(key.type(), key.by(), List.of(key.parts().getFirst(), order.text()));
    }

    @Override
    public void complete(SortedMap<Field, Value> values, SortedMap<Field, Reference> references, Faults faults) {
        Value card = values.remove(PaymentFields.CARD);
        if (card != null && !card.isClearing() && !card.text().equals("0")) {
            faults.add(charges(PaymentFields.CARD));
        }
        Value charge = values.remove(PaymentFields.CHARGE);
        if (charge != null && charge.content().asBoolean()) {
            faults.add(charges(PaymentFields.CHARGE));
        }
        for (Field field : List.of(PaymentFields.STATUS, PaymentFields.KIND)) {
            Value said = values.remove(field);
            if (said != null
                    && NOT_RECEIVED
                            .matcher(said.text().toLowerCase(Locale.ROOT))
                            .find()) {
                faults.add(notReceived(field, said.text()));
            }
        }
        Value refunded = values.remove(PaymentFields.REFUNDED);
        if (refunded != null && refunded.content().asBoolean()) {
            faults.add(notReceived(PaymentFields.REFUNDED, "true"));
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

    private static Rejected notReceived(Field field, String said) {
        return new Rejected(
                Reason.UNSUPPORTED_OPERATION,
                field.label(),
                "is \"%s\"; this sink records only payments that were received, and refunds are made in Keap"
                        .formatted(said));
    }

    private static Rejected charges(Field field) {
        return new Rejected(
                Reason.UNSUPPORTED_OPERATION,
                field.label(),
                "would charge a card; this sink records only payments that were made elsewhere");
    }
}
