package dev.keapsink.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentsContractTest extends ObjectContract {

    private long order;

    @Override
    protected ObjectType type() {
        return ObjectType.PAYMENTS;
    }

    @Override
    protected Resource resource() {
        return Resource.PAYMENTS;
    }

    @Override
    protected String property() {
        return "external_source_value";
    }

    @Override
    protected boolean hasKeyField() {
        return false;
    }

    @Override
    protected boolean isChangeable() {
        return false;
    }

    @Override
    protected boolean isResent() {
        return false;
    }

    @Override
    protected void prepare(InMemorySink sink) {
        order = sink.keap
                .objects()
                .add(
                        Resource.ORDERS,
                        "{\"contact_id\":\"1\",\"order_title\":\"An order\",\"order_time\":\"2026-11-30T12:00:00Z\",\"order_type\":\"ONLINE\"}");
        sink.keap
                .objects()
                .add(
                        Resource.ORDER_ITEMS,
                        "{\"order_id\":\"%d\",\"item_type\":\"OTHER\",\"name\":\"x\",\"quantity\":2,\"price_per_unit\":10}"
                                .formatted(order));
    }

    @Override
    protected String data(String text) {
        return with("\"amount\":\"8.00\",\"method\":\"Cash\",\"external_source_value\":\"%s\"".formatted(text));
    }

    private String with(String data) {
        return "\"order_id\":%d,%s".formatted(order, data);
    }

    private String payment(String key, String data) {
        return "{\"stream\":\"payments\",\"key\":\"%s\",\"data\":{%s}}".formatted(key, with(data));
    }

    @ParameterizedTest
    @EnumSource
    void thePaymentsOfAnOrderAddUp(Memory memory) {
        InMemorySink sink = sink(memory);

        assertThat(sink.deliver(
                        payment("a", "\"amount\":8,\"method\":\"Cash\",\"note\":\"by hand\""),
                        payment("b", "\"amount\":\"$12.00\",\"method\":\"Check\"")))
                .isEmpty();
        assertThat(sink.restarted().deliver(payment("a", "\"amount\":8,\"method\":\"Cash\",\"note\":\"by hand\"")))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).extracting(one -> one.text("notes")).containsExactlyInAnyOrder("a by hand", "b");
        assertThat(sink.keap.charges()).isEmpty();
        assertThat(sink.objections()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPaymentIsNotChanged(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\""));

        sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\",\"external_source\":\"x\""));
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.UNCHANGED, 1);
        sink.deliver(payment("a", "\"amount\":9,\"method\":\"Cash\""));

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNSUPPORTED_OPERATION));
        assertThat(objects(sink)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"amount\":20.01,\"method\":\"Cash\"'                           | INVALID_VALUE         | payment_amount",
                "'\"amount\":0,\"method\":\"Cash\"'                               | INVALID_VALUE         | payment_amount",
                "'\"method\":\"Cash\"'                                            | INVALID_VALUE         | payment_amount",
                "'\"amount\":1'                                                   | INVALID_VALUE         | payment_method_type",
                "'\"amount\":-1,\"method\":\"Cash\"'                              | UNSUPPORTED_OPERATION | payment_amount",
                "'\"amount\":1,\"method\":\"Cash\",\"payment_method_id\":\"77\"'  | UNSUPPORTED_OPERATION | payment_method_id",
                "'\"amount\":1,\"method\":\"Cash\",\"credit_card_id\":77'         | UNSUPPORTED_OPERATION | payment_method_id",
                "'\"amount\":1,\"method\":\"Cash\",\"charge_now\":true'           | UNSUPPORTED_OPERATION | charge_now"
            })
    void whatMayNotBeSentIsRejected(String data, Reason reason, String field) {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(payment("a", data));

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.field()).isEqualTo(field);
        });
        assertThat(objects(sink)).isEmpty();
        assertThat(sink.keap.charges()).isEmpty();
    }

    @Test
    void aMethodThatTheAccountDoesNotHaveIsRefusedByKeap() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(payment("a", "\"amount\":1,\"method\":\"Barter\""));

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.REFUSED_BY_KEAP));
        assertThat(objects(sink)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"order_key,UNKNOWN_REFERENCE,order_id", "unknown_column,INVALID_VALUE,order"})
    void aPaymentNeedsItsOrder(String column, Reason reason, String field) {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(Messages.fifo(
                "g|{\"stream\":\"payments\",\"key\":\"a\",\"data\":{\"%s\":\"o9\",\"amount\":1,\"method\":\"Cash\"}}"
                        .formatted(column)));

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.field()).isEqualTo(field);
        });
        assertThat(objects(sink)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPaymentIsNotDeleted(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(record("k1", "one"));

        sink.deliver("{\"stream\":\"payments\",\"key\":\"k1\",\"op\":\"delete\",\"data\":{}}");

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNSUPPORTED_OPERATION));
        assertThat(objects(sink)).hasSize(1);
    }

    @Test
    void anOrderWhoseTotalDiffersTakesNoPayment() {
        InMemorySink sink = sink(Memory.LEDGER)
                .streams(ObjectType.CONTACTS, ObjectType.ORDERS, ObjectType.PAYMENTS)
                .restarted();
        sink.keap
                .objects()
                .add(Resource.PRODUCTS, "{\"name\":\"Mug\",\"sku\":\"MUG\",\"price\":500,\"short_description\":\"x\"}");

        sink.deliver(
                "{\"email\":\"ada@example.com\"}",
                "{\"stream\":\"orders\",\"key\":\"o1\",\"data\":{\"contact_email\":\"ada@example.com\",\"order_date\":\"2026-11-30\","
                        + "\"total\":4,\"items\":[{\"sku\":\"MUG\"}]}}",
                "{\"stream\":\"payments\",\"key\":\"p1\",\"data\":{\"order_key\":\"o1\",\"amount\":4,\"method\":\"Cash\"}}");

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.TOTAL_DIFFERS));
        assertThat(sink.keap.objects().all(Resource.ORDERS)).hasSize(2);
        assertThat(objects(sink)).isEmpty();
    }
}
