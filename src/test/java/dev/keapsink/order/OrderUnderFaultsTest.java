package dev.keapsink.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.SimulatedTransport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order with its payments, delivered again and again while calls, replies and whole processes are lost. */
class OrderUnderFaultsTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    private static final int COURSES = 150;
    private static final int DELIVERIES = 20;

    /** Enough for every doubt to be looked for as often as it is, once nothing is lost any more. */
    private static final int QUIET_DELIVERIES = 6;

    private static final String ORDER = """
            {"stream":"orders","key":"o1","data":{"contact_email":"ada@example.com","order_title":"Spring order",\
            "order_date":"2026-11-30","total":20,"items":[{"sku":"MUG","quantity":3},{"sku":"PLATE","price":5}]}}""";

    private static final Map<String, BigDecimal> AMOUNTS =
            Map.of("p1", new BigDecimal("8.00"), "p2", new BigDecimal("12.00"));

    private static final List<Supplier<Fault>> FAULTS = List.of(
            Fault::resetBeforeHandling,
            Fault::replyLostAfterCommit,
            () -> Fault.gatewayTimeout().afterCommit(),
            Fault::gatewayTimeout,
            () -> Fault.error(500, "Internal error").afterCommit(),
            Fault::unavailable,
            () -> Fault.throttledFor(Duration.ofSeconds(20)));

    /** Thousands of lost calls would fill the console. */
    @BeforeAll
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    /** One order of events, which the seed decides. */
    private static final class Course {
        private final Random chance;
        private final InMemorySink sink = new InMemorySink()
                .streams(ObjectType.CONTACTS, ObjectType.PRODUCTS, ObjectType.ORDERS, ObjectType.PAYMENTS);
        private final List<String> events = new ArrayList<>();
        private final List<Message> messages;
        private final Map<String, String> keys = new HashMap<>();

        Course(int seed, boolean hasLedger) {
            // The first choices of neighbouring seeds would be the same.
            chance = new Random(new SplittableRandom(seed).nextLong());
            if (hasLedger) {
                sink.withLedger();
            }
            sink.keap
                    .objects()
                    .addCustomField(Resource.ORDERS, CustomField.of(9001, AccountWiring.KEY_FIELD, FieldType.TEXT));
            sink.deliver(
                    "{\"email\":\"ada@example.com\"}",
                    "{\"stream\":\"products\",\"data\":{\"sku\":\"MUG\",\"name\":\"Mug\",\"price\":5}}",
                    "{\"stream\":\"products\",\"data\":{\"sku\":\"PLATE\",\"name\":\"Plate\",\"price\":7}}");
            assertThat(sink.rejected).isEmpty();
            if (hasLedger && chance.nextBoolean()) {
                sink.keap.objects().listAfter(Duration.ofSeconds(30));
            }
            messages = messages();
        }

        private static String payment(String key) {
            return "{\"stream\":\"payments\",\"key\":\"%s\",\"data\":{\"order_key\":\"o1\",\"amount\":%s,\"method\":\"Cash\"}}"
                    .formatted(key, AMOUNTS.get(key));
        }

        /** The three records in any order, in one message or in one message each. */
        private List<Message> messages() {
            Map<String, String> records = new HashMap<>(Map.of("o1", ORDER, "p1", payment("p1"), "p2", payment("p2")));
            List<String> order = new ArrayList<>(List.of("o1", "p1", "p2"));
            Collections.shuffle(order, chance);
            List<String> bodies = order.stream().map(records::get).toList();
            boolean together = chance.nextBoolean();
            IntStream.range(0, order.size()).forEach(i -> keys.put(together ? "m0#" + (i + 1) : "m" + i, order.get(i)));
            return together ? Messages.of("[" + String.join(",", bodies) + "]") : Messages.of(bodies);
        }

        void play() {
            for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
                trouble();
                sink.rejected.clear();
                List<Message> received = Messages.received(delivery, messages);
                boolean isKilled = chance.nextInt(4) == 0;
                List<String> returned =
                        isKilled ? sink.killedAfter(chance.nextInt(16), received) : sink.deliver(received);
                if (chance.nextInt(4) == 0) {
                    sink.restarted();
                }
                note((isKilled ? "killed " : "") + returned);
                assertThat(orders()).as("orders: %s", this).hasSizeLessThan(2);
                assertThat(notes()).as("payments: %s", this).doesNotHaveDuplicates();
                sink.time.advance(Duration.ofSeconds(chance.nextInt(chance.nextInt(3) == 0 ? 900 : 60)));
            }
            sink.keap.clearFaults();
            for (int delivery = 1; delivery <= QUIET_DELIVERIES; delivery++) {
                sink.time.advance(Duration.ofMinutes(30));
                sink.rejected.clear();
                note("quiet " + sink.deliver(Messages.received(DELIVERIES + delivery, messages)));
            }
        }

        /** Strikes up to three of the next calls. */
        private void trouble() {
            sink.keap.clearFaults();
            for (int i = chance.nextInt(4); i > 0; i--) {
                int oneOf = 1 + chance.nextInt(8);
                sink.keap.inject(FAULTS.get(chance.nextInt(FAULTS.size()))
                        .get()
                        .onNext(1)
                        .matching(request -> chance.nextInt(oneOf) == 0));
            }
        }

        private void note(String event) {
            events.add(
                    "%s orders %s payments %s rejected %s".formatted(event, orders().size(), notes(), sink.reasons()));
        }

        List<StoredObject> orders() {
            return sink.keap.objects().all(Resource.ORDERS);
        }

        /** The notes of the payments, each of which is the key of its record. */
        List<String> notes() {
            return sink.keap.objects().all(Resource.PAYMENTS).stream()
                    .map(payment -> payment.text("notes"))
                    .toList();
        }

        /** The amount that Keap shows as paid. */
        BigDecimal paid() {
            SimulatedRequest request = new SimulatedRequest(
                    "GET",
                    "/v2/orders/" + orders().getFirst().id(),
                    Map.of(),
                    Map.of("x-keap-api-key", KeapSimulator.API_KEY),
                    "");
            return SimulatedTransport.received(sink.keap.handle(request))
                    .json()
                    .path("total_paid")
                    .path("amount")
                    .decimalValue()
                    .movePointLeft(2);
        }

        /** What became of a record in the last delivery; empty if it was written. */
        List<Rejected> rejections(String key) {
            return sink.rejected.entrySet().stream()
                    .filter(entry -> keys.get(entry.getKey()).equals(key))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public String toString() {
            return String.join("\n", events);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thereIsNeverMoreThanOneOrderAndEachPaymentOnce(boolean hasLedger) {
        int doubted = 0;
        for (int seed = 0; seed < COURSES; seed++) {
            Course course = new Course(seed, hasLedger);

            course.play();

            doubted += course.sink.rejected.isEmpty() ? 0 : 1;
            everyRecordIsWrittenOrInDoubt(course);
            assertThat(course.sink.keap.charges()).isEmpty();
        }
        assertThat(doubted).as("courses that end in doubt").isBetween(hasLedger ? 1 : 0, hasLedger ? COURSES / 4 : 0);
    }

    private static void everyRecordIsWrittenOrInDoubt(Course course) {
        if (course.orders().isEmpty()) {
            assertInDoubt(course, "o1", "the order \"Spring order\" of contact");
            for (String payment : AMOUNTS.keySet()) {
                assertThat(course.rejections(payment))
                        .as("%s: %s", payment, course)
                        .extracting(Rejected::reason)
                        .containsExactly(Reason.UNKNOWN_REFERENCE);
            }
            return;
        }
        assertThat(course.rejections("o1")).as("the order: %s", course).isEmpty();
        BigDecimal paid = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> payment : AMOUNTS.entrySet()) {
            if (course.notes().contains(payment.getKey())) {
                assertThat(course.rejections(payment.getKey()))
                        .as("%s: %s", payment, course)
                        .isEmpty();
                paid = paid.add(payment.getValue());
            } else {
                assertInDoubt(
                        course,
                        payment.getKey(),
                        "the payment of %s in the order %d, whose note begins with %s"
                                .formatted(
                                        payment.getValue(),
                                        course.orders().getFirst().id(),
                                        payment.getKey()));
            }
        }
        assertThat(course.paid()).as("total_paid: %s", course).isEqualByComparingTo(paid);
    }

    private static void assertInDoubt(Course course, String key, String lookFor) {
        assertThat(course.rejections(key))
                .as("%s: %s", key, course)
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.reason()).isEqualTo(Reason.IN_DOUBT);
                    assertThat(rejected.detail()).contains("Look in Keap for " + lookFor);
                });
    }
}
