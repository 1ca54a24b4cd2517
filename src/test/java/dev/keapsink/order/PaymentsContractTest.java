package dev.keapsink.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentsContractTest extends ObjectContract {

    PaymentsContractTest() {
        super(Specimen.PAYMENTS);
    }

    private static String with(String data) {
        return "\"order_id\":%d,%s".formatted(Specimen.ORDER, data);
    }

    private static String payment(String key, String data) {
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

    @Test
    void aKeyTellsThePaymentsOfOneOrderApart() {
        InMemorySink sink = sink(Memory.NONE);
        String other = String.valueOf(otherOrder(sink));
        String first = payment("1", "\"amount\":5,\"method\":\"Cash\"");

        assertThat(sink.deliver(
                        first, first.replace("5", "7").replaceAll("\"order_id\":\\d+", "\"order_id\":" + other)))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink))
                .extracting(one -> one.fields().path("payment_amount").asInt())
                .containsExactlyInAnyOrder(5, 7);
    }

    private static long otherOrder(InMemorySink sink) {
        long other = sink.keap
                .objects()
                .add(
                        Resource.ORDERS,
                        "{\"contact_id\":\"1\",\"order_title\":\"Another\",\"order_time\":\"2026-11-30T12:00:00Z\",\"order_type\":\"ONLINE\"}");
        sink.keap
                .objects()
                .add(
                        Resource.ORDER_ITEMS,
                        "{\"order_id\":\"%d\",\"item_type\":\"OTHER\",\"name\":\"x\",\"quantity\":1,\"price_per_unit\":9}"
                                .formatted(other));
        return other;
    }

    @Test
    void aPaymentOfAnOrderThatKeapDoesNotHaveIsRejected() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(
                "{\"stream\":\"payments\",\"key\":\"1\",\"data\":{\"order_id\":99,\"amount\":5,\"method\":\"Cash\"}}");

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_REFERENCE));
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

    @Test
    void aPaymentThatIsNotListedYetComesAgain() {
        InMemorySink sink = sink(Memory.LEDGER);
        sink.keap.objects().listAfter(Duration.ofSeconds(30));
        sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\""));

        assertThat(sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\",\"external_source\":\"x\"")))
                .hasSize(1);
        sink.time.advance(Duration.ofMinutes(1));
        assertThat(sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\",\"external_source\":\"x\"")))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).hasSize(1);
    }

    @Test
    void aPaymentThatIsNoLongerListedIsNotRecordedAgain() {
        InMemorySink sink = sink(Memory.LEDGER);
        sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\""));
        sink.keap.objects().remove(Resource.PAYMENTS, objects(sink).getFirst().id());
        sink.time.advance(Duration.ofMinutes(6));

        assertThat(sink.deliver(payment("a", "\"amount\":8,\"method\":\"Cash\",\"external_source\":\"x\"")))
                .isEmpty();

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNSUPPORTED_OPERATION));
        assertThat(objects(sink)).isEmpty();
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
                "'\"amount\":1,\"method\":\"Cash\",\"type\":\"refund\"'          | UNSUPPORTED_OPERATION | kind",
                "'\"amount\":1,\"method\":\"Cash\",\"status\":\"Payment failed\"'  | UNSUPPORTED_OPERATION | status",
                "'\"amount\":1,\"method\":\"Cash\",\"refunded\":true'             | UNSUPPORTED_OPERATION | refunded",
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
