package dev.keapsink.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.object.Change;
import dev.keapsink.object.DocumentObject;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Key;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.RecentlyCreated;
import dev.keapsink.object.Reference;
import dev.keapsink.object.Saved;
import dev.keapsink.object.TextFilter;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The products of the account. A product is identified by its SKU. A record without one has its key for a SKU.
 * Threadsafe.
 */
public final class Products extends DocumentObject {

    private static final String NAME = "name";

    private static final String SKU = "sku";

    private static final int PAGE_SIZE = 1000;

    /** A create takes these inside of an object, and an update beside the others. */
    private static final List<Field> OF_INVENTORY = List.of(
            named("inventory_limit"), named("out_of_stock_enabled"), named("email_for_inventory_notifications"));

    private final RecentlyCreated recent;

    public Products(ObjectContext context) {
        super(
                new Declaration(ObjectType.PRODUCTS, ProductFields.ALL, List.of(), Optional.empty(), false),
                context,
                Products::key,
                List.of());
        this.recent = new RecentlyCreated(context.clock());
    }

    private static Field named(String label) {
        return ProductFields.ALL.table().named(label);
    }

    private static Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references) {
        String key = row.header().key();
        Value sku = values.get(ProductFields.SKU);
        if (sku != null && !sku.isClearing()) {
            return bySku(sku.text());
        }
        if (key == null) {
            throw new InvalidValue(new Rejected(
                    Reason.NO_MATCH_KEY,
                    ProductFields.SKU.label(),
                    "The record has neither a SKU (sku) nor a key, so that no product could be found by it."));
        }
        return bySku(key);
    }

    private static Key bySku(String sku) {
        return new Key(ObjectType.PRODUCTS, Key.By.SOURCE_KEY, List.of(sku));
    }

    @Override
    public String inWords(Change change) {
        return "the product with the SKU %s".formatted(sku(change));
    }

    @Override
    public List<String> referenceNames() {
        return List.of(SKU, NAME, "key");
    }

    /** The reference that a text makes. A name may also be a SKU, which goes first. */
    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        String text = Texts.of("product", value);
        return new Reference.ByKey(
                name.equals(NAME) ? new Key(ObjectType.PRODUCTS, Key.By.NAME, List.of(text)) : bySku(text));
    }

    @Override
    public int searches(Change change) {
        return change.key().by() == Key.By.NAME ? 2 : 1;
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        return of(change, SKU, deadline)
                .or(() -> change.key().by() == Key.By.NAME ? of(change, NAME, deadline) : Optional.empty())
                .or(() -> justCreated(change, deadline));
    }

    private Optional<ExistingObject> justCreated(Change change, Deadline deadline) {
        return recent.id(sku(change))
                .flatMap(id -> calls().get(id, read(id, change), deadline))
                .map(product -> new ExistingObject(product.id(), asWritten(product.document())))
                .filter(product ->
                        Blanks.strip(product.document().path(SKU).asText()).equals(sku(change)));
    }

    @Override
    protected void created(long id, Change change, ObjectNode reply) {
        recent.put(sku(change), id);
    }

    private Optional<ExistingObject> of(Change change, String property, Deadline deadline) {
        String text = sku(change);
        return only(found(
                TextFilter.of(property, property, text),
                change,
                document -> Blanks.strip(document.path(property).asText()).equals(text),
                deadline));
    }

    private static String sku(Change change) {
        return change.key().parts().getFirst();
    }

    /** Keap creates no product without a short description, so one that has none is given its name. */
    @Override
    public Saved create(Change change, Deadline deadline) {
        for (Field field : List.of(ProductFields.NAME, ProductFields.PRICE)) {
            if (change.text(field).filter(text -> !text.isEmpty()).isEmpty()) {
                throw new InvalidValue(field.label(), "is missing, and Keap has no such product yet");
            }
        }
        return super.create(change, deadline);
    }

    @Override
    protected ObjectNode asWritten(ObjectNode document) {
        if (document.path("price") instanceof ObjectNode price) {
            document.set("price", price.path("amount"));
        }
        if (document.path("inventory") instanceof ObjectNode inventory) {
            document.setAll(inventory);
        }
        return document;
    }

    @Override
    protected ApiCall<ProductApi> search(String filter, @Nullable String page, Change change) {
        return new ApiCall<>(ProductApi.class, api -> api.search(filter, PAGE_SIZE, page));
    }

    @Override
    protected ApiCall<ProductApi> read(long id, Change change) {
        return new ApiCall<>(ProductApi.class, api -> api.read(id));
    }

    @Override
    protected ApiCall<ProductApi> creation(Change change, ObjectNode body) {
        body.put(SKU, sku(change));
        if (!body.hasNonNull("short_description")) {
            body.set("short_description", body.path(NAME));
        }
        for (Field field : OF_INVENTORY) {
            JsonNode value = body.remove(field.label());
            if (value != null) {
                body.withObject("/inventory").set(field.label(), value);
            }
        }
        return new ApiCall<>(ProductApi.class, api -> api.create(body));
    }

    @Override
    protected ApiCall<ProductApi> update(ExistingObject target, Change change, ObjectNode body, String mask) {
        return new ApiCall<>(ProductApi.class, api -> api.update(target.id(), mask, body));
    }

    @Override
    protected ApiCall<ProductApi> deletion(long id, Change change) {
        return new ApiCall<>(ProductApi.class, api -> api.delete(id));
    }
}
