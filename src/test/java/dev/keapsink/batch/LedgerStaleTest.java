package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.simulator.memory.InMemorySink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is older than what was written is not written, in whatever batch it comes. */
class LedgerStaleTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private static String state(String version, String tags, String field) {
        return "{\"version\":%s,\"tags\":[%s],\"data\":{\"email\":\"a@example.com\",%s}}"
                .formatted(version, tags, field);
    }

    private static String title(int version, String title) {
        return state(String.valueOf(version), "", "\"job_title\":\"" + title + "\"");
    }

    private int stale() {
        return sink.figures.getLast().written().getOrDefault(Effect.STALE, 0);
    }

    private String title() {
        return sink.contact("a@example.com").text("job_title");
    }

    @Test
    void anOlderVersionIsAcknowledgedAndCounted() {
        sink.deliver(title(2, "second"));
        int calls = sink.calls().size();

        assertThat(sink.deliver(title(1, "first"))).isEmpty();

        assertThat(sink.calls()).hasSize(calls);
        assertThat(stale()).isEqualTo(1);
        assertThat(title()).isEqualTo("second");
    }

    @Test
    void itsFieldsAreNotWrittenWithLaterOnesEither() {
        sink.deliver(title(2, "second"));

        sink.deliver(state("1", "", "\"first_name\":\"Old\""), title(3, "third"));

        assertThat(title()).isEqualTo("third");
        assertThat(sink.contact("a@example.com").text("given_name")).isEmpty();
        assertThat(stale()).isEqualTo(1);
    }

    @Test
    void itsTagsAreAppliedAllTheSame() {
        sink.deliver(title(2, "second"));

        assertThat(sink.deliver(state("1", "102", "\"job_title\":\"first\""))).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L, 102L);
        assertThat(title()).isEqualTo("second");

        int calls = sink.calls().size();
        sink.deliver(state("1", "102", "\"job_title\":\"first\""));
        assertThat(sink.calls()).as("once").hasSize(calls);
    }

    @Test
    void itsTagsAreAppliedWithThoseOfALaterOne() {
        sink.deliver(title(2, "second"));

        assertThat(sink.deliver(state("1", "102", "\"job_title\":\"first\""), title(3, "third")))
                .isEmpty();

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L, 102L);
        assertThat(title()).isEqualTo("third");
    }

    @Test
    void aRecordWithoutAVersionIsWrittenAndLeavesTheVersionAsItIs() {
        sink.deliver(title(2, "second"));
        sink.deliver("{\"email\":\"a@example.com\",\"job_title\":\"latest\"}");
        assertThat(title()).isEqualTo("latest");

        sink.deliver(title(1, "first"));
        assertThat(title()).isEqualTo("latest");
    }

    @Test
    void momentsAndMillisecondsAreComparedAsOne() {
        sink.deliver(state("\"2026-03-10T12:00:00Z\"", "", "\"job_title\":\"noon\""));
        sink.deliver(state("1773143999999", "", "\"job_title\":\"before\""));

        assertThat(title()).isEqualTo("noon");
    }

    @Test
    void inOneWriteAnOlderVersionDoesNotFollowANewerOneWhateverTheOthersLack() {
        sink.deliver(
                "{\"version\":2,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"new\"}}",
                "{\"version\":1,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"old\"}}",
                "{\"data\":{\"email\":\"a@example.com\",\"first_name\":\"z\"}}");

        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("new");
        assertThat(sink.contact("a@example.com").text("given_name")).isEqualTo("z");
    }

    @Test
    void ofOneKeyTheNewerVersionWinsWhateverAnotherKeyLacks() {
        sink.deliver(
                "{\"key\":\"k1\",\"version\":2,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"new\"}}",
                "{\"key\":\"k1\",\"version\":1,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"old\"}}",
                "{\"key\":\"k2\",\"data\":{\"email\":\"a@example.com\",\"first_name\":\"z\"}}");

        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("new");
    }
}
