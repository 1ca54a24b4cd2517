package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One contact for which every tag call fails in which it is, beside sixty that share the call with it. */
class SharedTagCallsTest {

    private static final long TAG = 101;

    /** The first contact of an account. */
    private static final long TROUBLED = 1001;

    private final InMemorySink sink = new InMemorySink().tags(TAG);

    /** How a call fails. */
    private enum Failing {
        NEVER_ANSWERED(Fault.neverAnswered()),
        RESET(Fault.replyLostAfterCommit()),
        NOTHING_TOLD(Fault.garbage("{}")),
        NO_LIST(Fault.garbage("<html>hello</html>")),
        BAD_GATEWAY(Fault.page(502, "No")),
        UNAVAILABLE(Fault.error(503, "No")),
        TIMED_OUT(Fault.error(504, "No")),
        SERVER_ERROR(Fault.error(500, "No")),
        NOT_FOUND(Fault.error(404, "No")),
        PAGE(Fault.page(404, "No")),
        REDIRECT(Fault.redirectTo(URI.create("https://elsewhere.example"))),
        FORBIDDEN(Fault.error(403, "No")),
        REFUSED(Fault.error(400, "No"));

        @SuppressWarnings("ImmutableEnumChecker")
        private final Fault fault;

        Failing(Fault fault) {
            this.fault = fault;
        }

        boolean isAnswered() {
            return switch (this) {
                case NEVER_ANSWERED, RESET, NOTHING_TOLD, NO_LIST, BAD_GATEWAY, UNAVAILABLE, TIMED_OUT -> false;
                case SERVER_ERROR, NOT_FOUND, PAGE, REDIRECT, FORBIDDEN, REFUSED -> true;
            };
        }
    }

    @BeforeEach
    void theTroubledContactIsThereAlready() {
        sink.deliver(contact("trouble"));
        assertThat(sink.contact("trouble@example.com").id()).isEqualTo(TROUBLED);
    }

    private static boolean tagsTheTroubled(SimulatedRequest request) {
        return isTagCall(request) && request.body().contains(String.valueOf(TROUBLED));
    }

    private static boolean isTagCall(SimulatedRequest request) {
        return request.path().equals("/v1/tags/%d/contacts".formatted(TAG));
    }

    private static List<Message> troubledFirst(int sound) {
        List<String> bodies = new ArrayList<>(List.of(contact("trouble")));
        IntStream.range(0, sound).forEach(i -> bodies.add(contact("c" + i)));
        return Messages.of(bodies);
    }

    private List<String> again(int delivery, List<Message> batch, List<String> returned) {
        sink.time.advance(Duration.ofMinutes(1));
        return sink.deliver(Messages.received(
                delivery,
                batch.stream()
                        .filter(message -> returned.contains(message.id()))
                        .toList()));
    }

    @ParameterizedTest
    @EnumSource
    void theOthersHaveTheirTagAtTheSecondDelivery(Failing how) {
        sink.keap.inject(how.fault.matching(SharedTagCallsTest::tagsTheTroubled));
        List<Message> batch = troubledFirst(60);

        List<String> returned = sink.deliver(batch);
        if (how.isAnswered()) {
            assertThat(returned).isSubsetOf("m0");
        }
        returned = again(2, batch, returned);

        assertThat(returned).isSubsetOf("m0");
        assertThat(sink.rejected.keySet()).isSubsetOf("m0");
        assertThat(sink.keap.contacts().stream().filter(contact -> contact.id() != TROUBLED))
                .hasSize(60)
                .allMatch(contact -> contact.tagIds().contains(TAG));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void severalAreFoundInOneDelivery(int status) {
        IntStream.range(0, 99).forEach(i -> sink.deliver(contact("c" + i)));
        List<Long> bad = List.of(TROUBLED, TROUBLED + 7, TROUBLED + 50, TROUBLED + 99);
        sink.keap.inject(Fault.error(status, "No")
                .matching(request -> isTagCall(request)
                        && bad.stream().anyMatch(id -> request.body().contains(String.valueOf(id)))));
        int before = sink.calls().size();

        List<String> returned = sink.deliver(troubledFirst(99));

        assertThat(returned.size() + sink.rejected.size()).isEqualTo(bad.size());
        assertThat(sink.calls().subList(before, sink.calls().size()).stream()
                        .filter(call -> call.contains("/tags/101/")))
                .as("one for all, one for each ten of them, one for each of four tens")
                .hasSizeLessThanOrEqualTo(1 + 10 + 40);
    }

    @Test
    void whatIsRefusedForEverybodyIsHeldAgainstNobody() {
        sink.keap.inject(Fault.error(500, "No").matching(SharedTagCallsTest::isTagCall));
        List<Message> batch = troubledFirst(60);
        for (int delivery = 1; delivery <= 9; delivery++) {
            assertThat(sink.deliver(Messages.received(delivery, batch))).hasSize(61);
            sink.time.advance(Duration.ofMinutes(10));
        }
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void theTroubledStandsAloneFromThenOn() {
        sink.keap.inject(Fault.garbage("{}").matching(SharedTagCallsTest::tagsTheTroubled));
        List<Message> batch = troubledFirst(60);
        List<String> returned = again(2, batch, sink.deliver(batch));
        assertThat(returned).containsExactly("m0");

        List<Message> others = new ArrayList<>(IntStream.range(60, 120)
                .mapToObj(i -> Messages.message(i, contact("c" + i), 1, null, false))
                .toList());
        others.addAll(Messages.received(3, batch.subList(0, 1)));

        assertThat(sink.deliver(others)).containsExactly("m0");
    }

    @Test
    void whereOthersHaveTheTagItIsDividedAtOnce() {
        sink.keap.inject(Fault.garbage("{}").matching(SharedTagCallsTest::tagsTheTroubled));
        List<String> bodies = new ArrayList<>(
                IntStream.range(0, 150).mapToObj(i -> contact("c" + i)).toList());
        bodies.add(contact("trouble"));

        assertThat(sink.deliver(Messages.of(bodies))).containsExactly("m150");
    }

    @Test
    void whileNobodyGetsATagTheCallsStayFew() {
        sink.keap.inject(Fault.gatewayTimeout().matching(SharedTagCallsTest::isTagCall));
        List<Message> batch = troubledFirst(99);
        List<String> returned = sink.deliver(batch);
        for (int delivery = 2; delivery <= 5; delivery++) {
            returned = again(delivery, batch, returned);
        }

        assertThat(returned).hasSize(100);
        assertThat(sink.calls().stream().filter(call -> call.contains("/tags/101/contacts")))
                .as("beside five hundred writes")
                .hasSizeLessThan(60);
    }
}
