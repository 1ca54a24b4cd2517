package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Body;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.Layout;
import dev.keapsink.field.Mapping;
import dev.keapsink.field.RecordReader;
import dev.keapsink.field.Value;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.object.TableMapper;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the items of orders: each becomes an item of Keap's, and its product a reference. Threadsafe. */
final class OrderRule implements TableMapper.Rule {

    /** The items' products follow all fields of the order itself, and its custom fields. */
    private static final long FIRST_PRODUCT = Long.MAX_VALUE / 2;

    private static final Set<String> OF_PRODUCTS = Set.of("PRODUCT", "SUBSCRIPTION");

    private final TableMapper.Rule keyed = TableMapper.keyed(ObjectType.ORDERS);
    private final KeapObject products;
    private final Mapping mapping;

    /**
     * @param mapping of orders, whose conventions count for items, too
     */
    OrderRule(KeapObject products, Mapping mapping) {
        this.products = products;
        this.mapping = mapping.withoutEntries();
    }

    @Override
    public Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references) {
        return keyed.key(row, values, references);
    }

    @Override
    public void complete(SortedMap<Field, Value> values, SortedMap<Field, Reference> references, Faults faults) {
        Value listed = values.get(OrderFields.ITEMS);
        if (listed == null) {
            return;
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : listed.content()) {
            Faults ofItem = new Faults();
            items.add(item((ObjectNode) item, items.size(), references, ofItem));
            if (!ofItem.isEmpty()) {
                faults.add(of(items.size() - 1, ofItem.together()));
            }
        }
        values.put(OrderFields.ITEMS, new Value(items, listed.write(), listed.origin(), false));
        if (faults.isEmpty()) {
            checkTotal(values, items, faults);
            // The total of an earlier record must not stand beside these items.
            Items.written(items)
                    .total()
                    .ifPresent(total -> values.putIfAbsent(
                            OrderFields.TOTAL,
                            new Value(DecimalNode.valueOf(total), listed.write(), listed.origin(), false)));
        }
    }

    private static Rejected of(int index, Rejected fault) {
        String field = fault.field() == null ? "" : "." + fault.field();
        return new Rejected(
                fault.reason(), "%s[%d]%s".formatted(OrderFields.ITEMS.label(), index, field), fault.detail());
    }

    private ObjectNode item(ObjectNode data, int index, Map<Field, Reference> references, Faults faults) {
        RecordReader reader = new RecordReader(
                mapping,
                Set.of(),
                ItemFields.ALL,
                columns -> Layout.PLAIN,
                new SinkRecord.Row(
                        ObjectType.ORDERS,
                        new SinkRecord.Header(Operation.UPSERT, null, List.of(), null),
                        SinkRecord.Defaults.NONE,
                        flat(data),
                        SinkRecord.Context.NONE),
                faults);
        Map<Field, Value> values =
                new TreeMap<>(reader.fields(ItemFields.ALL.table().values()));
        faults.reading(() -> product(values)).flatMap(found -> found).ifPresent(product -> {
            references.put(productOf(index), product);
        });
        List.of(ItemFields.PRODUCT_ID, ItemFields.SKU, ItemFields.PRODUCT, ItemFields.PRODUCT_KEY)
                .forEach(values::remove);
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        Body.put(item, values, mapping.encoding());
        if (!item.has("quantity")) {
            item.put("quantity", 1);
        }
        check(item, references.containsKey(productOf(index)), faults);
        return item;
    }

    /** A product may stand in an object of its own, as in {@code {"product": {"sku": …}}}. */
    private static ObjectNode flat(ObjectNode data) {
        if (!(data.path("product") instanceof ObjectNode product)) {
            return data;
        }
        ObjectNode flat = data.deepCopy();
        flat.remove("product");
        product.properties().forEach(part -> flat.putIfAbsent("product_" + part.getKey(), part.getValue()));
        return flat;
    }

    private Optional<Reference> product(Map<Field, Value> values) {
        Value id = values.get(ItemFields.PRODUCT_ID);
        return id != null && !id.isClearing()
                ? Optional.of(new Reference.ById(Long.parseLong(id.text())))
                : named("sku", values.get(ItemFields.SKU))
                        .or(() -> named("key", values.get(ItemFields.PRODUCT_KEY)))
                        .or(() -> named("name", values.get(ItemFields.PRODUCT)));
    }

    private Optional<Reference> named(String name, @Nullable Value value) {
        return value == null || value.isClearing()
                ? Optional.empty()
                : Optional.of(products.reference(name, value.content(), false));
    }

    private static Field productOf(int index) {
        return new Field(
                FIRST_PRODUCT + index,
                "%s[%d].product".formatted(OrderFields.ITEMS.label(), index),
                FieldType.TEXT_ID,
                Integer.MAX_VALUE,
                new FieldPath.Element("order_items", index, "product_id"));
    }

    /** Whether a field belongs to an item. */
    static boolean isOfItem(Field field) {
        return field.place() instanceof FieldPath.Element;
    }

    private static void check(ObjectNode item, boolean hasProduct, Faults faults) {
        String type = item.path("item_type").asText("PRODUCT");
        if (type.equals("SUBSCRIPTION")) {
            faults.add(new Rejected(
                    Reason.UNSUPPORTED_OPERATION,
                    ItemFields.TYPE.label(),
                    "is SUBSCRIPTION, and a subscription would bill the contact; this sink starts none"));
        } else if (OF_PRODUCTS.contains(type) && !hasProduct && faults.isEmpty()) {
            faults.add(new InvalidValue(
                            "product",
                            "is missing; name it by sku, product or product_id, or say what the item is by item_type,"
                                    + " such as SHIPPING or TAX")
                    .rejection());
        } else if (!OF_PRODUCTS.contains(type) && !item.has("price_per_unit") && faults.isEmpty()) {
            faults.add(new InvalidValue(
                            ItemFields.PRICE.label(), "is missing; only an item with a product has a price of its own")
                    .rejection());
        }
    }

    private static void checkTotal(Map<Field, Value> values, ArrayNode items, Faults faults) {
        Value total = values.get(OrderFields.TOTAL);
        Optional<BigDecimal> sum = Items.written(items).total();
        if (total != null
                && sum.isPresent()
                && sum.get().compareTo(total.content().decimalValue()) != 0) {
            faults.add(new InvalidValue(
                            OrderFields.TOTAL.label(),
                            "is %s, but the items come to %s; send shipping, tax and discounts as items, too"
                                    .formatted(total.text(), sum.get().toPlainString()))
                    .rejection());
        }
    }
}
