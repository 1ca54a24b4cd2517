package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static dev.keapsink.batch.Plans.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that hold several records. */
class SeveralRecordsTest {

    private final InMemorySink sink = new InMemorySink().tags(101L);

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private static String job(String name, String title) {
        return "{\"email\":\"%s@example.com\",\"job_title\":\"%s\"}".formatted(name, title);
    }

    private void writesFailFor(String name) {
        sink.keap.inject(Fault.badGateway().matching(request -> request.body().contains(name + "@")));
    }

    @Test
    void aHundredRecordsInOneMessageCostAsManyCallsAsInAHundred() {
        String[] records =
                IntStream.range(0, 100).mapToObj(i -> contact("c" + i)).toArray(String[]::new);

        assertThat(sink.deliver(list(records))).isEmpty();
        assertThat(sink.writes()).hasSize(101).last().isEqualTo("POST /v1/tags/101/contacts");
    }

    @Test
    void recordsOfOneContactKeepTheirOrderAndBecomeOneWrite() {
        assertThat(sink.deliver(list(job("a", "first"), job("a", "second")), list(job("a", "third"), contact("b"))))
                .isEmpty();

        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("third");
        assertThat(sink.writes()).hasSize(3);
    }

    @Test
    void rejectsGoOutOnceEachWithItsOwnRecordWhenTheRestIsDone() {
        assertThat(sink.deliver(list(contact("a"), "7", contact("b"), "{\"city\":\"Rome\"}")))
                .isEmpty();

        assertThat(sink.rejects.keySet()).containsExactly("m0#2", "m0#4");
        assertThat(sink.rejects.get("m0#2").message().body()).isEqualTo("7");
        assertThat(sink.rejects.get("m0#4").message().body()).isEqualTo("{\"city\":\"Rome\"}");
        assertThat(sink.rejects.get("m0#4").message().id()).isEqualTo("m0");
        assertThat(sink.rejects.get("m0#4").detail()).startsWith("Record 4: ");
        assertThat(sink.keap.contacts()).hasSize(2);
    }

    @Test
    void replayingARejectWritesNoSoundRecordAgain() {
        sink.deliver(list(contact("a"), "{\"tags\":[999],\"data\":" + contact("b") + "}"));
        sink.keap.addTag(999, "Late");
        sink.time.advance(Duration.ofMinutes(2));
        int before = sink.writes().size();

        assertThat(sink.deliver(List.of(sink.rejects.get("m0#2").message()))).isEmpty();
        assertThat(sink.contact("b@example.com").tagIds()).containsExactly(101L, 999L);
        assertThat(sink.writes()).hasSize(before + 3);
    }

    @Test
    void whileARecordWaitsNoRejectOfItsMessageGoesOut() {
        writesFailFor("b");
        String body = list(contact("a"), "7", contact("b"));

        assertThat(sink.deliver(body)).containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden).containsOnly(Map.entry("m0", Duration.ofSeconds(30)));

        sink.keap.clearFaults();
        assertThat(sink.deliver(body)).isEmpty();
        assertThat(sink.rejected).containsOnlyKeys("m0#2");
    }

    @Test
    void theMessageComesAgainUntilTheRejectQueueTookAllOfItsRejects() {
        sink.rejectQueueTaking(id -> !id.equals("m0#3"));

        assertThat(sink.deliver(list(contact("a"), "7", "8"), "9")).containsExactly("m0");
        assertThat(sink.rejected).containsOnlyKeys("m0#2", "m1");
    }

    @Test
    void aNewerStateIsReturnedWithTheMessageThatWillWriteTheOlderOneAgain() {
        writesFailFor("b");

        assertThat(sink.deliver(list(job("a", "older"), contact("b")), job("a", "newer"), contact("c")))
                .containsExactly("m0", "m1");

        sink.keap.clearFaults();
        assertThat(sink.deliver(list(job("a", "older"), contact("b")), job("a", "newer")))
                .isEmpty();
        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("newer");
    }

    @Test
    void whatTheAccountDoesNotKnowTodayHoldsUpItsContactWhenItsMessageComesAgain() {
        writesFailFor("b");

        assertThat(sink.deliver(
                        list("{\"tags\":[999],\"data\":" + job("a", "older") + "}", contact("b")), job("a", "newer")))
                .containsExactly("m0", "m1");
    }

    @Test
    void oneRecordThatWaitsHoldsUpOnlyLaterOnesOfItsContact() {
        sink.keap.inject(
                Fault.badGateway().onNext(1).matching(request -> request.body().contains("a@")));
        String delete = "{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}";

        assertThat(sink.deliver(Messages.fifo(
                        "g|" + list(contact("a"), contact("b"), delete, contact("c")), "g|" + contact("d"))))
                .containsExactly("m0", "m1");
        assertThat(sink.keap.contacts()).as("b and c, but neither a nor d").hasSize(2);
    }

    @Test
    void strikesAreCountedAgainstTheRecordAndNotAgainstItsMessage() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison@")));
        List<Message> batch = Messages.of(list(contact("a"), contact("poison"), contact("b")));
        for (int times = 1; times < 5; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m0");
        }
        sink.keap.inject(Fault.error(500, "Oops")
                .onNext(1)
                .matching(request -> request.body().contains("b@")));

        assertThat(sink.deliver(Messages.received(5, batch))).as("for b").containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.deliver(Messages.received(6, batch))).isEmpty();
        assertThat(sink.reasons()).containsOnly(Map.entry("m0#2", "refused_by_server"));
    }

    @Test
    void aBatchThatRunsOutOfTimeHasFinishedItsOldestMessages() {
        sink.timeout(Duration.ofMinutes(3)).pace(1, 1000);
        String[] bodies = Stream.of("a", "b", "c")
                .map(message -> list(IntStream.range(0, 100)
                        .mapToObj(i -> contact(message + i))
                        .toArray(String[]::new)))
                .toArray(String[]::new);

        assertThat(sink.deliver(bodies)).containsExactly("m1", "m2");
        assertThat(sink.keap.contacts())
                .hasSizeBetween(130, 160)
                .allMatch(contact -> contact.tagIds().contains(101L));
    }

    @Test
    void theOldestMessageIsFinishedWithItsDeletesToo() {
        sink.timeout(Duration.ofMinutes(3)).pace(1, 1000);
        List<String> oldest = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            oldest.add(contact("a" + i));
            oldest.add("{\"op\":\"delete\",\"data\":" + contact("a" + i) + "}");
        }
        String younger =
                list(IntStream.range(0, 100).mapToObj(i -> contact("b" + i)).toArray(String[]::new));

        assertThat(sink.deliver(list(oldest.toArray(String[]::new)), younger)).containsExactly("m1");
    }

    @Test
    void aWrongKeyRejectsNoneOfTheRecords() {
        sink.key("wrong");

        assertThat(sink.deliver(list(contact("a"), "7"), "[7,8]")).containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
    }

    @Test
    void aMessageOfTooManyRecordsIsRejectedAsItCame() {
        String body =
                list(IntStream.range(0, 101).mapToObj(i -> contact("c" + i)).toArray(String[]::new));

        assertThat(sink.deliver(body, contact("a"))).isEmpty();
        assertThat(sink.reasons()).containsOnly(Map.entry("m0", "too_many_records"));
        assertThat(sink.rejects.get("m0").message().body()).isEqualTo(body);
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void theLogNamesMessageAndRecordAndNothingOfItsContent() {
        Message message = Messages.of("secret").getFirst();
        Rejected rejection = new Rejected(Reason.INVALID_VALUE, "email", "secret");

        assertThat(RecordLines.rejection(new RecordPosition(7, 1, 3, message), rejection))
                .isEqualTo("Rejected message m0, record 3: invalid_value (field email)");
        assertThat(RecordLines.rejection(
                        new RecordPosition(7, 1, 0, message), new Rejected(Reason.UNREADABLE, null, "secret")))
                .isEqualTo("Rejected message m0: unreadable");
    }
}
