package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.ObjectCalls;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.Parent;
import dev.keapsink.object.Resend;
import dev.keapsink.object.Saved;
import dev.keapsink.object.TableObject;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.value.StoredKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The payments of orders that were made elsewhere. Keap keeps the key of a payment's record at the beginning of its
 * notes. A payment is never changed, deleted or charged here. Threadsafe.
 */
public final class Payments extends TableObject {

    /** Keap lists the payments of an order under this name. */
    private static final String LISTED = "invoice_order_payments";

    private static final int PAGE_SIZE = 1000;

    private final ObjectCalls orders;
    private final DifferingTotals totals;

    /**
     * @param totals tells the orders whose total in Keap is another one
     */
    public Payments(ObjectContext context, DifferingTotals totals) {
        super(
                new Declaration(
                        ObjectType.PAYMENTS,
                        PaymentFields.ALL,
                        List.of(Parent.of(ObjectType.ORDERS, PaymentFields.ALL, true, "key")),
                        Optional.empty(),
                        false),
                context,
                new PaymentRule(),
                List.of());
        this.orders = new ObjectCalls(context.keap(), ObjectType.ORDERS, context.timeout());
        this.totals = totals;
    }

    /** A payment is money. */
    @Override
    public Resend resend() {
        return Resend.NEVER;
    }

    @Override
    public String inWords(Change change) {
        return "the payment of %s in the order %s, whose note begins with %s"
                .formatted(
                        change.text(PaymentFields.AMOUNT).orElse(""),
                        change.text(PaymentFields.ORDER).orElse(""),
                        key(change));
    }

    private static String key(Change change) {
        return StoredKey.of(change.key().parts().getFirst());
    }

    private static Optional<Long> order(Change change) {
        return change.text(PaymentFields.ORDER).filter(id -> !id.isEmpty()).map(Long::valueOf);
    }

    @Override
    public int searches(Change change) {
        return order(change).isPresent() ? 1 : 0;
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        if (change.isDelete()) {
            throw unsupported("Keap deletes no payment through its API; void or refund it in Keap.");
        }
        return order(change)
                .map(order -> listed(order, change, deadline).stream()
                        .filter(payment -> isOf(key(change), payment.document()))
                        .toList())
                .flatMap(this::only);
    }

    /** An order that is not there has none; {@link #prepare} says so. */
    private List<ExistingObject> listed(long order, Change change, Deadline deadline) {
        try {
            return calls().all(
                            change.key(),
                            LISTED,
                            page -> new ApiCall<>(OrderApi.class, api -> api.payments(order, PAGE_SIZE, page)),
                            deadline);
        } catch (KeapFailure.NotFound e) {
            return List.of();
        }
    }

    /** Whether the note of a payment begins with a key. Keys hold no blanks. */
    private static boolean isOf(String key, JsonNode payment) {
        return (payment.path("note").asText("") + " ").startsWith(key + " ");
    }

    @Override
    public int preparations() {
        return 1;
    }

    @Override
    public void prepare(Change change, Deadline deadline) {
        long id = order(change).orElseThrow();
        ObjectNode order = orders.get(id, new ApiCall<>(OrderApi.class, api -> api.read(id)), deadline)
                .orElseThrow(() -> new InvalidValue(new Rejected(
                        Reason.UNKNOWN_REFERENCE,
                        PaymentFields.ORDER.label(),
                        "refers to the order %d, which Keap does not have".formatted(id))))
                .document();
        totals.difference(id, order).ifPresent(difference -> {
            throw new InvalidValue(new Rejected(
                    Reason.TOTAL_DIFFERS,
                    PaymentFields.ORDER.label(),
                    "is the order %d, whose total is not what its record came to: %s. Correct the order in Keap, and send the payment again."
                            .formatted(id, difference)));
        });
        BigDecimal amount = amount(change);
        Optional<BigDecimal> due = DifferingTotals.amount(order.path("total"))
                .flatMap(total ->
                        DifferingTotals.amount(order.path("total_paid")).map(total::subtract));
        if (due.filter(left -> amount.compareTo(left) > 0).isPresent()) {
            throw new InvalidValue(
                    PaymentFields.AMOUNT.label(),
                    "is %s, but only %s of the order %d are due"
                            .formatted(amount.toPlainString(), due.get().toPlainString(), id));
        }
    }

    private static BigDecimal amount(Change change) {
        return Objects.requireNonNull(change.values().get(PaymentFields.AMOUNT))
                .content()
                .decimalValue();
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        long order = order(change).orElseThrow();
        ObjectNode body = body(change);
        PaymentFields.ORDER.place().remove(body);
        String notes = body.path("notes").asText("");
        body.put("notes", notes.isEmpty() ? key(change) : key(change) + " " + notes);
        if (!body.has("apply_to_commissions")) {
            body.put("apply_to_commissions", false);
        }
        ObjectNode reply =
                calls().created(change.key(), new ApiCall<>(OrderApi.class, api -> api.pay(order, body)), deadline);
        return new Saved(reply.path("id").asLong(), Effect.CREATED);
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        JsonNode there = found.document().path("amount");
        if (there.isNumber() && amount(change).compareTo(there.decimalValue()) != 0) {
            throw unsupported("Keap has this payment with %s, and no payment can be changed through its API."
                    .formatted(there.decimalValue().toPlainString()));
        }
        return Optional.of(new Saved(found.id(), Effect.UNCHANGED));
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        return update(find(change, deadline).orElseThrow(() -> notListed(known)), change, deadline);
    }

    /** One that is no longer listed must not be recorded again: it may have been refunded. */
    private static RuntimeException notListed(KnownObject known) {
        return known.untilListed().isPositive()
                ? new KeapFailure.Unlisted(known.untilListed())
                : unsupported(
                        ("A payment of this key was recorded before (id %d), and Keap does not list it among those of"
                                        + " the order; it may belong to another order, or have been changed or refunded"
                                        + " there. Give each payment a key of its own.")
                                .formatted(known.id()));
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        throw unsupported("Keap deletes no payment through its API; void or refund it in Keap.");
    }

    private static InvalidValue unsupported(String sentence) {
        return new InvalidValue(new Rejected(Reason.UNSUPPORTED_OPERATION, null, sentence));
    }
}
