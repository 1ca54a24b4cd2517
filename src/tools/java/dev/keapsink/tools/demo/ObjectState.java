package dev.keapsink.tools.demo;

import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.StoredObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of a simulated account as lines ask for them: by their keys, with the compared values under the names of a
 * line's data, and with their parents by the names that lines use.
 */
final class ObjectState {

    /** The fields that are compared, parents among them. */
    static final Set<String> COMPARED = Set.of(
            "company_name",
            "website",
            "name",
            "price",
            "title",
            "stage",
            "text",
            "description",
            "contact_email",
            "opportunity_key",
            "order_key",
            "items",
            "amount",
            "method",
            "file_name",
            "content");

    private static final String BEHIND_KEY = "__";

    private final KeapSimulator keap;
    private final String keyField;

    /**
     * @param keyField the label of the custom field that holds keys
     */
    ObjectState(KeapSimulator keap, String keyField) {
        this.keap = keap;
        this.keyField = keyField;
    }

    private static String email(StoredContact contact) {
        return contact.fields().at("/email_addresses/0/email").asText("");
    }

    static Resource resource(ObjectType type) {
        return Resource.valueOf(type.name());
    }

    List<StoredObject> all(ObjectType type) {
        return keap.objects().all(resource(type));
    }

    /** Returns the key of an object; a company without one is known by its name. */
    String key(ObjectType type, StoredObject object) {
        return switch (type) {
            case PRODUCTS -> object.text("sku");
            case PAYMENTS -> object.text("notes").split(" ", 2)[0];
            case FILES -> object.text("file_name").split(BEHIND_KEY, 2)[0];
            case COMPANIES -> inField(object).orElse(object.text("company_name"));
            case ORDERS, OPPORTUNITIES, NOTES, TASKS -> inField(object).orElse("");
            case CONTACTS -> "";
        };
    }

    private Optional<String> inField(StoredObject object) {
        return keap.objects().customFields(object.resource()).stream()
                .filter(field -> field.label().equals(keyField))
                .map(CustomField::id)
                .map(id -> object.customField(id).asText(""))
                .filter(key -> !key.isEmpty())
                .findFirst();
    }

    /** Returns the name of the company that the contact of an address has; "" for none. */
    String companyOf(String email) {
        return keap.contacts().stream()
                .filter(contact -> email(contact).equals(email))
                .map(contact -> contact.fields().at("/company/id").asText(""))
                .map(id -> found(Resource.COMPANIES, id, company -> company.text("company_name")))
                .findFirst()
                .orElse("");
    }

    /** Returns the value that a line may have under this name. */
    String value(ObjectType type, StoredObject object, String name) {
        return switch (name) {
            case "title" ->
                object.text(
                        switch (type) {
                            case OPPORTUNITIES -> "opportunity_title";
                            case ORDERS -> "order_title";
                            default -> "title";
                        });
            case "price" ->
                amount(BigDecimal.valueOf(object.fields().path("price").asLong(), 2));
            case "amount" -> amount(object.fields().path("payment_amount").decimalValue());
            case "method" -> object.text("payment_method_type");
            case "stage" -> found(Resource.STAGES, object.text("stage_id"), stage -> stage.text("name"));
            case "contact_email" ->
                keap.contacts().stream()
                        .filter(contact -> contact.id() == id(object.text("contact_id")))
                        .map(ObjectState::email)
                        .findFirst()
                        .orElse("");
            case "opportunity_key" ->
                found(
                        Resource.OPPORTUNITIES,
                        object.text("opportunity_id"),
                        deal -> key(ObjectType.OPPORTUNITIES, deal));
            case "order_key" -> found(Resource.ORDERS, object.text("order_id"), order -> key(ObjectType.ORDERS, order));
            case "items" -> items(parts(Resource.ORDER_ITEMS, object).map(this::item));
            case "file_name" -> object.text("file_name").replaceFirst("^.*?" + BEHIND_KEY, "");
            case "content" ->
                Base64.getEncoder().encodeToString(object.text("file").getBytes(StandardCharsets.ISO_8859_1));
            default -> object.text(name);
        };
    }

    private String found(Resource resource, String id, Function<StoredObject, String> value) {
        return keap.objects().find(resource, id(id)).map(value).orElse("");
    }

    private static long id(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** Returns the items or the payments of an order. */
    Stream<StoredObject> parts(Resource resource, StoredObject order) {
        return keap.objects().all(resource).stream()
                .filter(part -> part.text("order_id").equals(String.valueOf(order.id())));
    }

    private String item(StoredObject item) {
        String sku = found(Resource.PRODUCTS, item.text("product_id"), product -> product.text("sku"));
        return item(
                sku.isEmpty() ? item.text("name") : sku,
                item.text("quantity"),
                item.fields().path("price_per_unit").decimalValue());
    }

    /** Returns an item in the form in which items are compared. */
    static String item(String what, String quantity, BigDecimal price) {
        return "%s × %s at %s".formatted(quantity, what, amount(price));
    }

    /** Returns items in the form in which they are compared; their order means nothing. */
    static String items(Stream<String> items) {
        return items.sorted().collect(Collectors.joining(", "));
    }

    /** Returns an amount in the form in which amounts are compared. */
    static String amount(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
