package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.Specimen;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many calls a batch of a hundred records takes. */
class CallFiguresTest {

    private static final int RECORDS = 100;

    private final InMemorySink sink = new InMemorySink()
            .streams(
                    ObjectType.CONTACTS, ObjectType.PRODUCTS, ObjectType.ORDERS, ObjectType.PAYMENTS, ObjectType.NOTES);

    CallFiguresTest() {
        Stream.of(Specimen.NOTES, Specimen.ORDERS).forEach(specimen -> specimen.addKeyField(sink.keap));
    }

    private static List<String> each(IntFunction<String> record) {
        return IntStream.range(0, RECORDS).mapToObj(record).toList();
    }

    private static String contact(int number) {
        return "{\"email\":\"c%d@example.com\"}".formatted(number);
    }

    private static String product(String sku) {
        return "{\"stream\":\"products\",\"data\":{\"sku\":\"%s\",\"name\":\"%s\",\"price\":5}}".formatted(sku, sku);
    }

    private static String note(int number) {
        return "{\"stream\":\"notes\",\"key\":\"n%d\",\"data\":{\"contact_email\":\"c%d@example.com\",\"title\":\"A call\"}}"
                .formatted(number, number);
    }

    private static String order(int number) {
        return "{\"stream\":\"orders\",\"key\":\"o%d\",\"data\":{\"contact_email\":\"c%d@example.com\",\"order_date\":\"2026-11-30\","
                        .formatted(number, number)
                + "\"items\":[{\"sku\":\"MUG\"},{\"sku\":\"CUP\"},{\"sku\":\"POT\"}]}}";
    }

    private static String payment(int number) {
        return "{\"stream\":\"payments\",\"key\":\"p%d\",\"data\":{\"order_key\":\"o%d\",\"amount\":15,\"method\":\"Cash\"}}"
                .formatted(number, number);
    }

    /** The calls that a delivery takes, each as {@code METHOD path} with stars for ids, with how often it is made. */
    private Map<String, Long> calls(List<String> bodies) {
        int before = sink.calls().size();
        assertThat(sink.deliver(Messages.of(bodies))).isEmpty();
        assertThat(sink.rejected).isEmpty();
        return sink.calls().stream()
                .skip(before)
                .map(call -> call.replaceAll("\\d{4,}", "*"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static long sum(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void notesOfContactsThatTheProcessKnowsTakeOneCreateEach() {
        sink.withLedger().deliver(Messages.of(each(CallFiguresTest::contact)));

        Map<String, Long> calls = calls(each(CallFiguresTest::note));

        assertThat(calls).containsEntry("POST /v2/contacts/*/notes", 100L);
        assertThat(sum(calls)).as("%s", calls).isBetween(100L, 102L);
    }

    @Test
    void anotherProcessFindsEachContactOnce() {
        sink.withLedger().deliver(Messages.of(each(CallFiguresTest::contact)));
        sink.restarted();

        Map<String, Long> calls = calls(each(CallFiguresTest::note));

        assertThat(calls).containsEntry("POST /v2/contacts/*/notes", 100L).containsEntry("GET /v2/contacts", 100L);
        assertThat(sum(calls)).as("%s", calls).isBetween(200L, 202L);
    }

    @Test
    void withoutALedgerEachNoteIsLookedForFirst() {
        sink.deliver(Messages.of(each(CallFiguresTest::contact)));
        sink.restarted();

        Map<String, Long> calls = calls(each(CallFiguresTest::note));

        assertThat(calls).containsEntry("POST /v2/contacts/*/notes", 100L).containsEntry("GET /v2/contacts", 100L);
        assertThat(sum(calls)).as("%s", calls).isBetween(300L, 302L);
    }

    @Test
    void ordersWithAPaymentEachTakeFourCallsEach() {
        sink.withLedger();
        sink.deliver(Messages.of(Stream.concat(
                        each(CallFiguresTest::contact).stream(),
                        Stream.of("MUG", "CUP", "POT").map(CallFiguresTest::product))
                .toList()));

        Map<String, Long> calls =
                calls(Stream.concat(each(CallFiguresTest::order).stream(), each(CallFiguresTest::payment).stream())
                        .toList());

        assertThat(calls).containsEntry("POST /v2/orders", 100L).containsEntry("POST /v2/orders/*/payments", 100L);
        assertThat(sum(calls)).as("%s", calls).isLessThanOrEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void anUnchangedBatchTakesNoCall(Specimen specimen) {
        InMemorySink other = new InMemorySink()
                .streams(specimen.written().toArray(ObjectType[]::new))
                .withLedger();
        specimen.prepare(other.keap);
        specimen.addKeyField(other.keap);
        List<String> bodies = each(number -> specimen.record("k" + number, "text " + number));
        assertThat(other.deliver(Messages.of(bodies))).isEmpty();
        assertThat(specimen.texts(other.keap)).hasSize(RECORDS);
        int before = other.calls().size();

        assertThat(other.deliver(Messages.of(bodies))).isEmpty();

        assertThat(other.calls()).hasSize(before);
        assertThat(other.figures.getLast().written()).containsExactly(Map.entry(Effect.UNCHANGED, RECORDS));
    }
}
