package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.TagResult;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Troubles of some records that look as if they were everybody's. */
class OthersTroubleTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).pace(5, 240);

    private static Predicate<SimulatedRequest> about(String text) {
        return request -> request.body().contains(text);
    }

    /** One message with so many contacts. */
    private static String several(int contacts, String last) {
        return IntStream.range(0, contacts)
                .mapToObj(i -> contact(i == contacts - 1 ? last : "m" + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Message> sound(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> Messages.message(i, contact("s" + i), 1, null, false))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = TagResult.class,
            names = {"NO_PERMISSION", "TAG_ID_NOT_FOUND"})
    void whatOthersGotAMomentAgoIsNotTheDeployments(TagResult result) {
        sink.deliver(contact("bad1"), contact("bad2"));
        sink.deliver(Bodies.contacts(50));
        sink.time.advance(Duration.ofSeconds(30));
        sink.keap.inject(Fault.tagResult(result, 1001, 1002));

        sink.deliver(contact("bad1"), contact("bad2"), "no json");

        assertThat(sink.reasons()).isEqualTo(Map.of("m2", "unreadable"));
    }

    @Test
    void aMessageOfAHundredWithoutPermissionHoldsUpNobodyBehindIt() {
        String message = several(100, "last");
        sink.deliver(message);
        sink.time.advance(Duration.ofMinutes(10));
        sink.keap.inject(Fault.tagResult(
                TagResult.NO_PERMISSION, LongStream.range(1001, 1101).toArray()));
        List<Message> batch = new ArrayList<>(Messages.of(message));
        batch.addAll(sound(1, 60));

        assertThat(sink.deliver(batch)).isSubsetOf("m0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 80})
    void theLastRecordOfALongMessageIsJudgedOnABusyQueue(int beside) {
        sink.pace(5, 120);
        sink.keap.inject(Fault.error(500, "No").matching(about("bad@")));
        for (int delivery = 1; delivery <= 10; delivery++) {
            List<Message> batch = new ArrayList<>(Messages.received(delivery, Messages.of(several(100, "bad"))));
            batch.addAll(sound(delivery * 100, beside));
            List<String> returned = sink.deliver(batch);
            assertThat(returned).isSubsetOf("m0");
            if (returned.isEmpty()) {
                assertThat(sink.reasons()).isEqualTo(Map.of("m0#100", "refused_by_server"));
                return;
            }
            sink.time.advance(Duration.ofMinutes(10));
        }
        throw new AssertionError("It was not judged at ten deliveries");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void aSoundRecordDoesNotWaitForTheOneAfterItOfTheSameContact(int status) {
        sink.keap.inject(Fault.error(status, "No").matching(about("poison")));

        assertThat(sink.deliver(
                        "{\"email\":\"x@example.com\",\"first_name\":\"Sound\"}",
                        "{\"email\":\"x@example.com\",\"last_name\":\"poison\"}",
                        contact("other")))
                .isSubsetOf("m1");
        assertThat(sink.contact("x@example.com").text("given_name")).isEqualTo("Sound");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 413, 415, 422})
    void aListThatIsRefusedRejectsNobody(int status) {
        sink.keap.addCustomField(CustomField.of(7, "Plan", FieldType.TEXT));
        sink.keap.inject(Fault.error(status, "No").matching("GET", "/v1/contacts/model"));

        assertThat(sink.deliver("{\"email\":\"a@example.com\",\"plan\":\"Gold\"}", contact("b")))
                .containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void oneWrongMissRejectsNobody() {
        sink.mapping("{'automatic':true,'tags':[{'names_from':'segment'}]}");
        LongStream.range(2000, 3500).forEach(tag -> sink.keap.addTag(tag, "T" + tag));
        sink.keap.contactTypes("Lead", "Customer");
        sink.deliver("{\"contact_type\":\"Customer\",\"data\":%s}".formatted(contact("warm")));
        sink.time.advance(Duration.ofMinutes(10));
        sink.keap.contactTypes("Lead", "Customer", "Partner");
        sink.keap.inject(Fault.error(404, "No").matching("GET", "/v1/tags/3400").onNext(1));
        sink.keap.inject(Fault.garbage("{\"tags\":[],\"count\":0}")
                .matching(request -> request.query().containsKey("name"))
                .onNext(1));
        sink.keap.inject(Fault.garbage("{\"option_types\":[\"Lead\",\"Customer\"]}")
                .matching(request -> request.path().contains("ptionTypes"))
                .onNext(1));

        assertThat(sink.deliver(
                        "{\"tags\":[3400],\"data\":%s}".formatted(contact("a")),
                        "{\"email\":\"b@example.com\",\"segment\":\"T3401\"}",
                        "{\"contact_type\":\"Partner\",\"data\":%s}".formatted(contact("c"))))
                .isEmpty();
        assertThat(sink.reasons()).isEmpty();
    }

    @Test
    void oneWrongMissLeavesNoTagOnAContact() {
        LongStream.range(2000, 3500).forEach(tag -> sink.keap.addTag(tag, "T" + tag));
        sink.deliver("{\"tags\":[3400],\"data\":%s}".formatted(contact("b")));
        sink.keap.inject(Fault.error(404, "No").matching("GET", "/v1/tags/3400").onNext(1));

        sink.restarted().deliver("{\"op\":\"delete\",\"tags\":[3400],\"data\":%s}".formatted(contact("b")));

        assertThat(sink.contact("b@example.com").tagIds()).doesNotContain(3400L);
    }

    @Test
    void aLimitThatOneReplyReportsRejectsNobodysMessage() {
        sink.keap.inject(Fault.answering(403, Map.of("x-keap-product-throttle-limit", "2"), "{\"message\":\"no\"}")
                .matching(about("bad@")));
        sink.deliver(contact("bad"));

        sink.deliver(several(60, "last"));

        assertThat(sink.reasons()).doesNotContainValue("too_much_for_one_message");
    }

    @Test
    void onAQuietQueueASearchThatAlwaysFailsIsJudgedByWhatComesBetween() {
        sink.keap.inject(Fault.error(500, "No").matching("GET", "/v2/contacts"));
        for (int delivery = 1; delivery <= 25; delivery++) {
            sink.deliver(Messages.received(delivery, Messages.of("{\"phone\":\"+1 555 987654\"}")));
            sink.time.advance(Duration.ofMinutes(30));
            sink.deliver(sound(delivery, 1));
            sink.time.advance(Duration.ofMinutes(30));
        }
        assertThat(sink.reasons()).isEqualTo(Map.of("m0", "refused_by_server"));
    }
}
