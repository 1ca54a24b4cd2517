package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message that needs more than an invocation can do gets on with each delivery, or is rejected with the numbers. */
class TooMuchForOneMessageTest {

    private static final String NAMES = "{'automatic':true,'tags':[{'names_from':'segment','create_missing':true}]}";

    private InMemorySink sink = new InMemorySink().tags(101L);

    private static String several(int records, IntFunction<String> record) {
        return IntStream.range(0, records).mapToObj(record).collect(Collectors.joining(",", "[", "]"));
    }

    private static String contacts(int records) {
        return several(records, i -> contact("c" + i));
    }

    /** A record that names so many tags that nobody else does. */
    private static String naming(int number, int tags) {
        String names = IntStream.range(0, tags)
                .mapToObj("\"Segment %d-%%d\"".formatted(number)::formatted)
                .collect(Collectors.joining(","));
        return "{\"email\":\"c%d@example.com\",\"segment\":[%s]}".formatted(number, names);
    }

    /** Delivers what is left until nothing is, and counts the deliveries. */
    private int deliveries(List<Message> batch) {
        List<Message> left = batch;
        int deliveries = 0;
        while (!left.isEmpty() && deliveries < 50) {
            deliveries++;
            List<String> returned = sink.deliver(Messages.received(deliveries, left));
            left = left.stream()
                    .filter(message -> returned.contains(message.id()))
                    .toList();
            sink.time.advance(Duration.ofSeconds(30));
        }
        return deliveries;
    }

    @Test
    void moreRecordsThanThereAreCallsForAreRejectedWithTheNumbers() {
        sink.pace(10, 12);

        assertThat(sink.deliver(contacts(60), contact("sound"))).isEmpty();
        assertThat(sink.reasons()).hasSize(60).containsValue("too_much_for_one_message");
        assertThat(sink.rejected.get("m0#1").detail())
                .contains("records (60) need 61 Keap calls together")
                .contains("has time for 21 at most");
        assertThat(sink.contact("sound@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void asManyAsThereAreCallsForAreWritten() {
        sink.pace(10, 12);

        assertThat(deliveries(Messages.of(contacts(20)))).isBetween(1, 5);
        assertThat(sink.keap.contacts()).hasSize(20);
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void withALedgerTheyAreWrittenDeliveryByDelivery() {
        sink.pace(10, 12).withLedger();

        assertThat(deliveries(Messages.of(contacts(60)))).isBetween(2, 6);
        assertThat(sink.keap.contacts())
                .hasSize(60)
                .allMatch(contact -> contact.tagIds().contains(101L));
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void oneRecordWithMoreTagsThanThereAreCallsForIsRejectedWithALedgerToo() {
        String tags = IntStream.range(500, 550).mapToObj(String::valueOf).collect(Collectors.joining(","));
        IntStream.range(500, 550).forEach(tag -> sink.keap.addTag(tag, "Tag " + tag));
        sink.pace(10, 12).withLedger();

        assertThat(sink.deliver("{\"tags\":\"%s\",\"data\":%s}".formatted(tags, contact("a")), contact("b")))
                .isEmpty();
        assertThat(sink.reasons()).isEqualTo(Map.of("m0", "too_much_for_one_message"));
    }

    @Test
    void tagsThatHaveToBeMadeAreMadeDeliveryByDeliveryAndHoldUpNobody() {
        sink.mapping(NAMES).pace(5, 60).withLedger();
        String message =
                several(100, i -> "{\"email\":\"c%d@example.com\",\"segment\":\"Segment %d\"}".formatted(i % 40, i));
        List<Message> batch = Messages.of(message, contact("sound"));

        assertThat(sink.deliver(batch)).containsExactly("m0");
        assertThat(sink.contact("sound@example.com")).isNotNull();
        long made = sink.writes().stream().filter("POST /v1/tags"::equals).count();
        assertThat(made).as("made at the first delivery").isBetween(10L, 99L);

        sink.time.advance(Duration.ofSeconds(30));
        assertThat(deliveries(batch.subList(0, 1))).isBetween(1, 5);
        assertThat(sink.writes().stream().filter("POST /v1/tags"::equals)).hasSize(100);
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void moreTagsThanAllDeliveriesCouldMakeAreRejectedWithTheNumbers() {
        sink.mapping(NAMES).pace(10, 12).withLedger();
        String message = several(100, i -> naming(i, 9));

        assertThat(sink.deliver(message, contact("sound"))).isEmpty();
        assertThat(sink.reasons()).hasSize(100).containsValue("too_much_for_one_message");
        assertThat(sink.rejected.get("m0#1").detail()).containsPattern("name \\d{3} tags");
        assertThat(sink.contact("sound@example.com")).isNotNull();
    }

    @Test
    void noTagIsMadeForWhatIsRejectedAnyway() {
        sink.mapping(NAMES).pace(10, 12);

        assertThat(sink.deliver(several(20, i -> naming(i, 9)), contact("sound")))
                .isEmpty();
        assertThat(sink.reasons()).hasSize(20).containsValue("too_much_for_one_message");
        assertThat(sink.rejected.get("m0#1").detail()).contains("need 204 Keap calls together");
        assertThat(sink.writes()).doesNotContain("POST /v1/tags");
        assertThat(sink.contact("sound@example.com")).isNotNull();
    }

    @Test
    void tagsAreMadeWithoutBeingLookedForOneByOne() {
        sink.mapping(NAMES);

        assertThat(sink.deliver(several(10, i -> naming(i, 2)))).isEmpty();
        assertThat(sink.writes().stream().filter("POST /v1/tags"::equals)).hasSize(20);
        assertThat(sink.calls().stream().filter("GET /v1/tags"::equals)).hasSizeLessThanOrEqualTo(8);
    }
}
