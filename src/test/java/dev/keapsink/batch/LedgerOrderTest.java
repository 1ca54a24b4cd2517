package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the records of a batch holds with a ledger, too. */
class LedgerOrderTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private static String keyed(String key, int version, String email, String title) {
        return "{\"key\":\"%s\",\"version\":%d,\"data\":{\"email\":\"%s@example.com\",\"job_title\":\"%s\"}}"
                .formatted(key, version, email, title);
    }

    private long puts() {
        return sink.writes().stream().filter("PUT /v1/contacts"::equals).count();
    }

    private String title(String email) {
        return sink.contact(email + "@example.com").text("job_title");
    }

    @Test
    void recordsOfOneContactWithSeveralKeysAreWrittenOneAfterTheOther() {
        String[] rows = {keyed("1", 1, "a", "one"), keyed("2", 2, "a", "two"), keyed("1", 3, "a", "three")};
        assertThat(sink.deliver(rows)).isEmpty();

        assertThat(title("a")).isEqualTo("three");
        assertThat(puts()).isEqualTo(3);
        assertThat(sink.ledger.entries()).hasSize(2);
        assertThat(sink.deliver(rows)).isEmpty();
        assertThat(puts()).as("all of it is known").isEqualTo(3);
    }

    @Test
    void recordsOfOneKeyStayInOrderWhateverTheirAddresses() {
        assertThat(sink.deliver(keyed("1", 2, "b", "new"), keyed("1", 1, "a", "old")))
                .isEmpty();

        assertThat(sink.keap.contacts())
                .as("the second address is the same contact's")
                .hasSize(1);
        assertThat(title("b")).isEqualTo("new");
        int writes = sink.keap.writes();
        assertThat(sink.deliver(keyed("1", 1, "a", "old"))).isEmpty();
        assertThat(sink.keap.writes())
                .as("older than what the key stands for now")
                .isEqualTo(writes);
    }

    @Test
    void anAddressThatAnotherContactHasLeadsToThatOneUnderTheSameKeyToo() {
        sink.deliver(contact("b"));

        assertThat(sink.deliver(keyed("1", 1, "a", "old"))).isEmpty();
        assertThat(sink.deliver(keyed("1", 2, "b", "new"))).isEmpty();

        assertThat(title("a")).isEqualTo("old");
        assertThat(title("b")).isEqualTo("new");
    }

    @Test
    void aLaterRecordOfAKeyWaitsForAnEarlierOneOfAnotherContact() {
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(keyed("1", 1, "a", "old"), keyed("1", 2, "b", "new"), contact("c")))
                .containsExactly("m0", "m1");
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void theSourcesKeyTellsARecordThatComesWithoutOneFromIt() {
        sink.deliver("{\"key\":\"1\",\"data\":" + contact("a") + "}");
        sink.deliver(contact("a"));

        assertThat(sink.ledger.entries()).hasSize(2);
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void poisonInsideACoalescedWriteStandsAloneAndTheRestIsRemembered() {
        String good = "{\"email\":\"a@example.com\",\"first_name\":\"good\"}";
        String bad = "{\"email\":\"a@example.com\",\"state\":\"BY\",\"country\":\"DE\"}";
        String better = "{\"email\":\"a@example.com\",\"job_title\":\"better\"}";

        assertThat(sink.deliver(good, bad, better)).isEmpty();

        assertThat(sink.reasons()).containsOnlyKeys("m1");
        long puts = puts();
        assertThat(sink.deliver(better)).isEmpty();
        assertThat(puts()).isEqualTo(puts);
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void whatStandsAloneAfterARefusalIsNotSearchedForOnceItsContactIsThere() {
        String phone = "{\"phone\":\"+1 555 0100\",%s}";

        assertThat(sink.deliver(
                        phone.formatted("\"first_name\":\"good\""),
                        phone.formatted("\"state\":\"BY\",\"country\":\"DE\""),
                        phone.formatted("\"job_title\":\"better\"")))
                .isEmpty();

        assertThat(sink.reasons()).containsOnlyKeys("m1");
        assertThat(sink.calls().stream().filter("GET /v2/contacts"::equals))
                .as("for all together, and for the first alone")
                .hasSize(2);
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void onAFifoQueueWhatIsUnchangedDoesNotOvertakeWhatWaits() {
        sink.deliver(contact("b"));
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(Messages.fifo("g1|" + contact("a"), "g1|" + contact("b"), "g2|" + contact("b"))))
                .containsExactly("m0", "m1", "m2");
    }

    @Test
    void onlyWhatIsMissingOfAMessageIsWrittenWhenItComesAgain() {
        String message = "[" + contact("a") + "," + contact("b") + "," + contact("c") + "]";
        sink.deliver(contact("a"));
        sink.keap.inject(Fault.connectionRefused().onNext(3).matching("PUT", "/v1/contacts"));
        assertThat(sink.deliver(message)).containsExactly("m0");
        long puts = puts();

        assertThat(sink.deliver(message)).isEmpty();

        assertThat(sink.keap.contacts()).hasSize(3);
        assertThat(puts() - puts).as("the two are missing at most").isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 333})
    void theSampleFileSentTwiceIsWrittenOnceHoweverItIsCut(int size) throws IOException {
        IntStream.rangeClosed(200, 210).forEach(tag -> sink.keap.addTag(tag, "Tag " + tag));
        sink.keap.contactTypes("Lead", "Customer", "Prospect", "Other");
        List<String> records = Files.readAllLines(Path.of("samples/contacts.ndjson")).stream()
                .filter(line -> !line.isBlank())
                .toList();
        deliver(records, 100);
        int writes = sink.keap.writes();
        assertThat(writes).as("so that there is something to skip").isGreaterThan(500);

        sink.restarted();
        deliver(records, size);

        assertThat(sink.keap.writes() - writes).isZero();
    }

    private void deliver(List<String> records, int size) {
        for (int i = 0; i < records.size(); i += size) {
            assertThat(sink.deliver(Messages.of(records.subList(i, Math.min(i + size, records.size())))))
                    .isEmpty();
            // What is missing in the account is asked for at most once a minute.
            sink.time.advance(Duration.ofSeconds(61));
        }
    }
}
