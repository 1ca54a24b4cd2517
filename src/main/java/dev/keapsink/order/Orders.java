package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.DocumentObject;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.Parent;
import dev.keapsink.object.Resend;
import dev.keapsink.object.Saved;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders of the account's contacts. An order is identified by the key of its record. It is created with all of its
 * items in one call, because Keap gives single items no key; afterwards its items stay as they are. Threadsafe.
 */
public final class Orders extends DocumentObject {

    private static final int PAGE_SIZE = 100;

    /** The parts of an address as Keap shows it, with the names by which it takes them. */
    private static final List<Map.Entry<String, String>> SHIPPING = List.of(
            Map.entry("/given_name", "first_name"),
            Map.entry("/family_name", "last_name"),
            Map.entry("/company", "company"),
            Map.entry("/phone_number", "phone"),
            Map.entry("/address/line1", "line1"),
            Map.entry("/address/line2", "line2"),
            Map.entry("/address/locality", "locality"),
            Map.entry("/address/region", "region"),
            Map.entry("/address/zip_code", "zip_code"),
            Map.entry("/address/zip_four", "zip_four"),
            Map.entry("/address/country_code", "country_code"));

    private final DifferingTotals totals;

    /**
     * @param totals takes the orders whose total in Keap is another one
     */
    public Orders(ObjectContext context, DifferingTotals totals) {
        super(
                new Declaration(
                        ObjectType.ORDERS,
                        OrderFields.ALL,
                        List.of(Parent.of(ObjectType.CONTACTS, OrderFields.ALL, false, "email", "key")),
                        Optional.of(new ApiCall<>(OrderApi.class, OrderApi::model)),
                        true),
                context,
                new OrderRule(Objects.requireNonNull(context.parents().get(ObjectType.PRODUCTS)), context.mapping()),
                List.of());
        this.totals = totals;
    }

    /** An order is money. */
    @Override
    public Resend resend() {
        return Resend.NEVER;
    }

    @Override
    public String inWords(Change change) {
        return "the order \"%s\" of contact %s"
                .formatted(title(change), change.text(OrderFields.CONTACT).orElse(""));
    }

    private static String title(Change change) {
        return change.text(OrderFields.TITLE)
                .filter(title -> !title.isEmpty())
                .orElseGet(() -> "Order " + change.key().parts().getFirst());
    }

    private static Optional<Value> items(Change change) {
        return Optional.ofNullable(change.values().get(OrderFields.ITEMS));
    }

    /** The total that a record expects; empty if only Keap knows the price of an item. */
    private static Optional<BigDecimal> expected(Change change) {
        return Optional.ofNullable(change.values().get(OrderFields.TOTAL))
                .map(total -> total.content().decimalValue())
                .or(() -> items(change)
                        .flatMap(items -> Items.written(items.content()).total()));
    }

    /** Keap creates no order without these. One without items could never get any. */
    @Override
    public Saved create(Change change, Deadline deadline) {
        for (Field field : List.of(OrderFields.CONTACT, OrderFields.TIME, OrderFields.ITEMS)) {
            Value value = change.values().get(field);
            if (value == null
                    || value.isClearing()
                    || (value.content().isArray() && value.content().isEmpty())) {
                throw new InvalidValue(field.label(), "is missing, and Keap has no such order yet");
            }
        }
        return super.create(change, deadline);
    }

    @Override
    protected void complete(ObjectNode body, Change change) {
        OrderFields.TOTAL.place().remove(body);
    }

    @Override
    protected void created(long id, Change change, ObjectNode reply) {
        totals.compare(id, expected(change), reply);
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        difference(found.document(), change).ifPresent(difference -> {
            throw new InvalidValue(new Rejected(
                    Reason.ITEMS_DIFFER,
                    OrderFields.ITEMS.label(),
                    "differ from those of the order %d in Keap, and no items can be changed there.%s"
                            .formatted(found.id(), difference)));
        });
        totals.compare(found.id(), expected(change), found.document());
        SortedMap<Field, Value> changeable = new TreeMap<>(change.values());
        changeable.keySet().removeIf(field -> field.equals(OrderFields.ITEMS) || OrderRule.isOfItem(field));
        return super.update(found, change.withOnly(changeable), deadline);
    }

    private Optional<String> difference(ObjectNode order, Change change) {
        return items(change)
                .filter(items -> items.write() != Write.FILL)
                .flatMap(items -> Items.written(body(change).path("order_items"))
                        .difference(Items.shown(order.path("order_items"))));
    }

    /** Keap does not show everything that an order is created with. */
    @Override
    protected boolean isLike(ObjectNode document, Change change) {
        SortedMap<Field, Value> shown = new TreeMap<>(change.values());
        shown.keySet().retainAll(List.of(OrderFields.CONTACT, OrderFields.TIME));
        return super.isLike(document, change.withOnly(shown))
                && document.path("order_title").asText("").equals(title(change))
                && difference(document, change).isEmpty();
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        try {
            super.delete(id, change, deadline);
        } catch (KeapFailure.Refused refused) {
            boolean isPaid = calls().get(id, read(id, change), deadline)
                    .flatMap(order -> DifferingTotals.amount(order.document().path("total_paid")))
                    .filter(paid -> paid.signum() > 0)
                    .isPresent();
            throw isPaid ? paid(id) : refused;
        }
    }

    private static RuntimeException paid(long id) {
        return new InvalidValue(new Rejected(
                Reason.UNSUPPORTED_OPERATION,
                null,
                "The order %d has payments, and Keap deletes no order with payments; delete it in Keap."
                        .formatted(id)));
    }

    @Override
    protected Optional<String> madeSince(Change change, Instant since) {
        return change.text(OrderFields.CONTACT)
                .map(contact -> "contact_id==%s;created_since_time==%s".formatted(contact, since));
    }

    @Override
    protected ObjectNode asWritten(ObjectNode document) {
        flattenId(document, "contact", "contact_id");
        document.set("order_title", document.path("title"));
        document.remove("title");
        if (document.path("shipping_information") instanceof ObjectNode shipping) {
            ObjectNode address = document.putObject("shipping_address");
            SHIPPING.forEach(part -> {
                JsonNode value = shipping.at(part.getKey());
                if (value.isValueNode() && !value.isNull() && !value.isMissingNode()) {
                    address.set(part.getValue(), value);
                }
            });
        }
        return document;
    }

    @Override
    protected ApiCall<OrderApi> search(String filter, @Nullable String page, Change change) {
        return new ApiCall<>(OrderApi.class, api -> api.search(filter, PAGE_SIZE, page));
    }

    @Override
    protected ApiCall<OrderApi> read(long id, Change change) {
        return new ApiCall<>(OrderApi.class, api -> api.read(id));
    }

    @Override
    protected ApiCall<OrderApi> creation(Change change, ObjectNode body) {
        body.putIfAbsent("order_title", new TextNode(title(change)));
        body.putIfAbsent("order_type", new TextNode("ONLINE"));
        return new ApiCall<>(OrderApi.class, api -> api.create(body));
    }

    @Override
    protected ApiCall<OrderApi> update(ExistingObject target, Change change, ObjectNode body, String mask) {
        return new ApiCall<>(OrderApi.class, api -> api.update(target.id(), mask, body));
    }

    @Override
    protected ApiCall<OrderApi> deletion(long id, Change change) {
        return new ApiCall<>(OrderApi.class, api -> api.delete(id));
    }
}
