package dev.keapsink.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersContractTest extends ObjectContract {

    OrdersContractTest() {
        super(Specimen.ORDERS);
    }

    private static final String MUGS = "{\"sku\":\"MUG\",\"quantity\":2,\"price\":\"4.50\"}";
    private static final String PLATE = "{\"product\":\"Plate\"}";
    private static final String SHIPPING = "{\"item_type\":\"shipping\",\"name\":\"DHL\",\"price\":3}";

    private static String with(String title, String... items) {
        return "\"contact_email\":\"ada@example.com\",\"order_title\":\"%s\",\"order_date\":\"2026-11-30\",\"items\":[%s]"
                .formatted(title, String.join(",", items));
    }

    private static String order(String data) {
        return "{\"stream\":\"orders\",\"key\":\"k1\",\"data\":{%s}}".formatted(data);
    }

    private static List<Reason> reasons(InMemorySink sink) {
        return sink.rejected.values().stream().map(Rejected::reason).toList();
    }

    @ParameterizedTest
    @EnumSource
    void anOrderHasItsItemsFromTheStart(Memory memory) {
        InMemorySink sink = sink(memory);

        assertThat(sink.deliver(record("k1", "one"))).isEmpty();

        List<StoredObject> items = sink.keap.objects().all(Resource.ORDER_ITEMS);
        assertThat(items).extracting(item -> item.text("item_type")).containsExactly("PRODUCT", "PRODUCT", "SHIPPING");
        assertThat(items).extracting(item -> item.text("name")).containsExactly("Mug", "Plate", "DHL");
        assertThat(items).extracting(item -> item.text("quantity")).containsExactly("2", "1", "1");
        assertThat(items)
                .extracting(item -> item.fields()
                        .path("price_per_unit")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString())
                .containsExactly("4.5", "7", "3");
    }

    @ParameterizedTest
    @EnumSource
    void theTitleChangesAndTheItemsStay(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(order(with("one", MUGS, PLATE)));

        assertThat(sink.deliver(order(with("two", PLATE, MUGS)))).isEmpty();
        assertThat(sink.deliver(order("\"order_title\":\"three\""))).isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).extracting(order -> order.text("order_title")).containsExactly("three");
        assertThat(sink.keap.objects().all(Resource.ORDER_ITEMS)).hasSize(2);
        assertThat(sink.objections()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void otherItemsAreRejectedWithWhatDiffers(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(order(with("one", MUGS)));

        sink.deliver(order(with("one", MUGS, SHIPPING)));

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.ITEMS_DIFFER);
            assertThat(rejected.detail()).endsWith("Only the record has 1 × DHL at 3.00.");
        });
        assertThat(sink.keap.objects().all(Resource.ORDER_ITEMS)).hasSize(1);
    }

    @Test
    void anOrderOfOneBatchTakesTheLatestItems() {
        InMemorySink sink = sink(Memory.NONE);

        assertThat(sink.deliver(order(with("one", MUGS, PLATE)), order(with("two", PLATE))))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(sink.keap.objects().all(Resource.ORDER_ITEMS))
                .extracting(item -> item.text("name"))
                .containsExactly("Plate");
    }

    @Test
    void productsOfTheSameBatchComeFirst() {
        InMemorySink sink = sink(Memory.NONE);

        assertThat(sink.deliver(
                        order(with("one", "{\"sku\":\"CUP\"}")),
                        "{\"stream\":\"products\",\"data\":{\"sku\":\"CUP\",\"name\":\"Cup\",\"price\":3}}"))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"quantity\":1,\"price\":2}                                    | INVALID_VALUE         | order_items[0].product",
                "{\"sku\":\"MUG\",\"quantity\":0}                                | INVALID_VALUE         | order_items[0].quantity",
                "{\"sku\":\"MUG\",\"price\":\"-1\"}                               | UNSUPPORTED_OPERATION | order_items[0].price_per_unit",
                "{\"sku\":\"MUG\",\"type\":\"subscription\"}                     | UNSUPPORTED_OPERATION | order_items[0].item_type",
                "{\"item_type\":\"tax\",\"name\":\"VAT\"}                         | INVALID_VALUE         | order_items[0].price_per_unit",
                "{\"sku\":\"MUG\",\"price\":1}],\"total\":2,\"x\":[1           | INVALID_VALUE         | total",
                "{\"sku\":\"MUG\",\"price\":1}],\"total\":-1,\"x\":[1          | UNSUPPORTED_OPERATION | total",
                "{\"sku\":\"MUG\",\"price\":1},\"mug\"                         | INVALID_VALUE         | order_items"
            })
    void whatKeapCannotHaveIsRejected(String items, Reason reason, String field) {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(order(with("one", items)));

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.field()).isEqualTo(field);
        });
        assertThat(objects(sink)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"contact_email", "order_date", "items"})
    void withoutThisNoOrderIsCreated(String missing) {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(order(with("one", MUGS).replace("\"" + missing + "\"", "\"unknown_column\"")));

        assertThat(reasons(sink)).containsExactly(Reason.INVALID_VALUE);
        assertThat(objects(sink)).isEmpty();
    }

    @Test
    void itemsMayStandInATextAndNestTheirProduct() {
        InMemorySink sink = sink(Memory.NONE);

        assertThat(
                        sink.deliver(
                                order(
                                        "\"contact\":{\"email\":\"ada@example.com\"},\"orderDate\":\"2026-11-30T08:00:00Z\","
                                                + "\"lineItems\":\"[{\\\"product\\\":{\\\"sku\\\":\\\"MUG\\\"},\\\"qty\\\":\\\"3\\\"}]\"")))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).extracting(order -> order.text("order_title")).containsExactly("Order k1");
        assertThat(sink.keap.objects().all(Resource.ORDER_ITEMS))
                .extracting(item -> item.text("quantity"))
                .containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'product_id':%d,'sku':'PLATE'",
                "'sku':'MUG','product_key':'PLATE'",
                "'product_key':'MUG','product':'PLATE'",
                "'product':'MUG'",
                "'product':'Mug'",
                "'product':{'id':%d}",
                "'product':{'sku':'MUG'}",
                "'product':{'key':'MUG'}",
                "'product':{'name':'Mug'}"
            })
    void anItemNamesItsProductInManyWays(String names) {
        InMemorySink sink = sink(Memory.NONE);
        long mug = sink.keap.objects().all(Resource.PRODUCTS).getFirst().id();

        assertThat(sink.deliver(order(with("one", "{" + names.formatted(mug).replace('\'', '"') + "}"))))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(sink.keap.objects().all(Resource.ORDER_ITEMS))
                .extracting(item -> item.text("name"), item -> item.text("quantity"))
                .containsExactly(tuple("Mug", "1"));
    }

    @Test
    void anItemOfAnUnknownProductRejectsItsOrder() {
        InMemorySink sink = sink(Memory.NONE);

        assertThat(sink.deliver(Messages.fifo("g|" + order(with("one", MUGS, "{\"sku\":\"CUP\"}")))))
                .isEmpty();

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_REFERENCE);
            assertThat(rejected.field()).isEqualTo("order_items[1].product");
        });
        assertThat(objects(sink)).isEmpty();
    }

    @Test
    void anAddressMayStandInAnObject() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(
                order(
                        with("one", MUGS)
                                + ",\"shippingAddress\":{\"line1\":\"1 Main St\",\"city\":\"Mesa\",\"state\":\"AZ\",\"zip\":\"85201\",\"country_code\":\"USA\",\"firstName\":\"Ada\"}"));

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink).getFirst().fields().path("shipping_address"))
                .hasToString(
                        "{\"first_name\":\"Ada\",\"line1\":\"1 Main St\",\"locality\":\"Mesa\",\"region\":\"AZ\",\"zip_code\":\"85201\",\"country_code\":\"USA\"}");
    }

    @ParameterizedTest
    @EnumSource
    void aPartOfAnAddressKeepsTheOthers(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(order(with("one", MUGS) + ",\"shipping_line1\":\"1 Main St\",\"shipping_city\":\"Mesa\""));

        sink.restarted().deliver(order(with("one", MUGS) + ",\"shipping_city\":\"Albany\""));

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink).getFirst().fields().path("shipping_address"))
                .hasToString("{\"line1\":\"1 Main St\",\"locality\":\"Albany\"}");
    }

    @Test
    void anOrderWithPaymentsIsNotDeleted() {
        InMemorySink sink = sink(Memory.NONE);
        sink.deliver(order(with("one", MUGS)));
        sink.keap
                .objects()
                .add(
                        Resource.PAYMENTS,
                        "{\"order_id\":\"%d\",\"payment_amount\":1}"
                                .formatted(objects(sink).getFirst().id()));

        sink.deliver("{\"stream\":\"orders\",\"key\":\"k1\",\"op\":\"delete\",\"data\":{}}");

        assertThat(reasons(sink)).containsExactly(Reason.UNSUPPORTED_OPERATION);
        assertThat(objects(sink)).hasSize(1);
    }

    @Test
    void aDiscountTakesAway() {
        InMemorySink sink = sink(Memory.NONE);

        assertThat(sink.deliver(order(
                        with("one", MUGS, "{\"type\":\"coupon\",\"name\":\"XMAS\",\"price\":2}") + ",\"total\":7")))
                .isEmpty();

        assertThat(sink.figures.getLast().written()).containsEntry(Effect.CREATED, 1);
    }
}
