package dev.keapsink.batch;

import static dev.keapsink.batch.Plans.delete;
import static dev.keapsink.batch.Plans.list;
import static dev.keapsink.batch.Plans.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static List<List<List<Integer>>> waves(List<Message> messages) {
        return Plans.plan(Plans.of(messages)).waves().stream()
                .map(wave -> wave.stream().map(Plans::positions).toList())
                .toList();
    }

    private static List<List<List<Integer>>> waves(String... bodies) {
        return waves(Messages.of(bodies));
    }

    private static Message sentAt(int number, long millis, String body) {
        return new Message(
                "m" + number, body, Map.of(), new Delivery("r", 1, VirtualTime.START.plusMillis(millis), null, false));
    }

    @Test
    void oneStepAContactInTheFirstWave() {
        assertThat(waves(upsert("a"), upsert("b"), upsert("a"))).containsExactly(List.of(List.of(0, 2), List.of(1)));
    }

    @Test
    void addressesAreComparedIgnoringCaseAndSpaces() {
        assertThat(waves("{\"email\":\" A@Example.com \"}", upsert("a"))).containsExactly(List.of(List.of(0, 1)));
    }

    @Test
    void phonesAreComparedByTheirDigits() {
        assertThat(waves("{\"phone\":\"+1 (555) 555-0100\"}", "{\"phone\":\"15555550100\"}"))
                .containsExactly(List.of(List.of(0, 1)));
    }

    @Test
    void aDeleteStandsAloneBetweenWhatCameBeforeAndAfter() {
        assertThat(waves(upsert("a"), upsert("a"), delete("a"), upsert("a"), upsert("b")))
                .containsExactly(List.of(List.of(0, 1), List.of(4)), List.of(List.of(2)), List.of(List.of(3)));
    }

    @Test
    void twoDeletesAreTwoSteps() {
        assertThat(waves(delete("a"), delete("a"))).hasSize(2);
    }

    @Test
    void versionsOrderOneContact() {
        assertThat(waves(upsert("a", "3"), upsert("a", "1"), upsert("a", "2")))
                .containsExactly(List.of(List.of(1, 2, 0)));
    }

    @Test
    void anInstantAndItsMillisecondsAreOneVersion() {
        assertThat(waves(upsert("a", "1773144000001"), upsert("a", "\"2026-03-10T12:00:00Z\"")))
                .containsExactly(List.of(List.of(1, 0)));
    }

    @Test
    void equalVersionsKeepTheOrderOfSending() {
        assertThat(waves(upsert("a", "1"), upsert("a", "1"))).containsExactly(List.of(List.of(0, 1)));
    }

    @Test
    void aMixtureWithAndWithoutVersionIsOrderedByTheTimeOfSending() {
        assertThat(waves(upsert("a", "9"), upsert("a"), upsert("a", "1"))).containsExactly(List.of(List.of(0, 1, 2)));
    }

    @Test
    void withoutVersionsTheTimeOfSendingDecidesAndThenThePosition() {
        List<Message> messages =
                List.of(sentAt(0, 5, upsert("a")), sentAt(1, 3, upsert("a")), sentAt(2, 5, upsert("a")));

        assertThat(waves(messages)).containsExactly(List.of(List.of(1, 0, 2)));
    }

    @Test
    void recordsOfOneMessageKeepTheirOrder() {
        assertThat(waves(list(upsert("a"), upsert("b"), upsert("a")), upsert("a")))
                .containsExactly(List.of(List.of(0, 2, 3), List.of(1)));
        assertThat(waves(list(upsert("a", "2"), upsert("a", "1")))).containsExactly(List.of(List.of(1, 0)));
    }

    private static String upserts(String name, int count) {
        return list(IntStream.range(0, count).mapToObj(i -> upsert(name + i)).toArray(String[]::new));
    }

    private static List<Integer> sizes(String... bodies) {
        return waves(bodies).stream().map(List::size).toList();
    }

    @Test
    void asManyMessagesAreWrittenTogetherAsATagCallTakesContacts() {
        assertThat(sizes(upserts("a", 60), upserts("b", 40), upserts("c", 10))).containsExactly(100, 10);
        assertThat(sizes(upserts("a", 60), upserts("b", 41), upserts("c", 59))).containsExactly(60, 100);
        assertThat(sizes(upserts("a", 60), upserts("a", 60), upserts("b", 40)))
                .as("what is coalesced is one contact")
                .containsExactly(100);
    }

    @Test
    void aMessageIsFinishedBeforeTheNextOneBegins() {
        String older = list(upsert("a"), delete("a"), upsert("b"));

        assertThat(waves(older, upserts("c", 98)).stream().map(List::size)).containsExactly(2, 1, 98);
        assertThat(waves(older, upserts("c", 97)).stream().map(List::size))
                .as("both fit")
                .containsExactly(99, 1);
    }

    @Test
    void whatComesBeforeARecordOfAMessageIsWrittenWithIt() {
        String[] bodies = {list(upsert("a", "3"), upsert("b")), upserts("c", 98), delete("a", "2"), upsert("a", "1")};

        assertThat(waves(bodies).subList(0, 3))
                .containsExactly(List.of(List.of(101), List.of(1)), List.of(List.of(100)), List.of(List.of(0)));
    }

    @Test
    void theOldestMessagesComeFirst() {
        assertThat(waves(List.of(sentAt(0, 9, upsert("late")), sentAt(1, 1, upsert("early")))))
                .containsExactly(List.of(List.of(1), List.of(0)));
    }
}
