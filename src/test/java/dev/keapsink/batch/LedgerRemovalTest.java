package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.DELETE_A;
import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.OnDelete;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A removed contact stays removed until something newer comes. */
class LedgerRemovalTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private static String upsert(int version) {
        return "{\"version\":%d,\"tags\":[102],\"data\":%s}".formatted(version, contact("a"));
    }

    private static String delete(int version) {
        return "{\"op\":\"delete\",\"version\":%d,\"tags\":[102],\"data\":{\"email\":\"a@example.com\"}}"
                .formatted(version);
    }

    private int calls() {
        return sink.calls().size();
    }

    private boolean hasTags() {
        return !sink.contact("a@example.com").tagIds().isEmpty();
    }

    @Test
    void aRepeatedDeleteCostsNoCall() {
        sink.deliver(contact("a"));
        sink.deliver(DELETE_A);
        int calls = calls();

        assertThat(sink.deliver(DELETE_A)).isEmpty();
        assertThat(calls()).isEqualTo(calls);
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.UNCHANGED, 1);
    }

    @Test
    void aLateStateDoesNotBringTheContactBack() {
        sink.deliver(upsert(1));
        sink.deliver(delete(3));
        int calls = calls();

        assertThat(sink.deliver(upsert(1), upsert(2), upsert(3))).isEmpty();

        assertThat(calls()).as("not even for its tags").isEqualTo(calls);
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.STALE, 3);
        assertThat(hasTags()).isFalse();
    }

    @Test
    void aLaterStateBringsItBackWithAllItsTags() {
        sink.deliver(upsert(1));
        sink.deliver(delete(2));
        assertThat(hasTags()).isFalse();

        sink.deliver(upsert(3));

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L, 102L);
    }

    @Test
    void aDeleteThatIsOlderThanTheContactRemovesNothing() {
        sink.deliver(upsert(2));
        int calls = calls();

        assertThat(sink.deliver(delete(1))).isEmpty();

        assertThat(calls()).isEqualTo(calls);
        assertThat(hasTags()).isTrue();
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.STALE, 1);
    }

    @Test
    void aDeleteWithoutAVersionIsAsNewAsWhatItRemoves() {
        sink.deliver(upsert(2));
        sink.deliver(DELETE_A.replace("\"data\"", "\"tags\":[102],\"data\""));
        assertThat(hasTags()).isFalse();

        sink.deliver(upsert(2));
        assertThat(hasTags()).as("the same state once more").isFalse();
        sink.deliver(upsert(3));
        assertThat(hasTags()).isTrue();
    }

    @Test
    void withoutVersionsTheOrderOfArrivalCounts() {
        sink.deliver(contact("a"));
        sink.deliver(DELETE_A);
        sink.deliver(contact("a"));

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void deletingWhatWasNeverThereIsRememberedAsWell() {
        sink.deliver(delete(2));
        sink.deliver(upsert(1));

        assertThat(sink.keap.contacts()).isEmpty();
    }

    @Test
    void aDeletedContactIsMadeAnewByALaterState() {
        sink.onDelete(OnDelete.DELETE);
        sink.deliver(upsert(1));
        sink.deliver(delete(2));
        assertThat(sink.keap.contacts()).isEmpty();

        sink.deliver(upsert(1));
        assertThat(sink.keap.contacts()).isEmpty();
        sink.deliver(upsert(3));
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L, 102L);
    }

    @Test
    void ignoredDeletesLeaveNoTrace() {
        sink.onDelete(OnDelete.IGNORE);
        sink.deliver(upsert(1));
        sink.deliver(delete(5));
        sink.deliver(upsert(2));

        assertThat(sink.figures.getLast().written()).doesNotContainKey(Effect.STALE);
        assertThat(hasTags()).isTrue();
    }

    @Test
    void withinABatchADeleteSeparatesTwoStates() {
        sink.deliver(upsert(1), delete(2), upsert(3));

        assertThat(sink.contact("a@example.com").timesApplied()).containsEntry(101L, 2);
        assertThat(sink.ledger.writes())
                .as("each of the three claims and finishes")
                .isEqualTo(6);
    }

    @Test
    void aDeleteWithAKeyIsKnownToRecordsWithoutOne() {
        sink.onDelete(OnDelete.DELETE);
        sink.deliver(upsert(1));
        sink.deliver("{\"key\":\"k1\",\"version\":2,\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}");
        assertThat(sink.keap.contacts()).isEmpty();

        sink.deliver(upsert(3));

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L, 102L);
    }

    @Test
    void aDeleteUnderOneKeyDoesNotCostTheTagsOfWhatIsWrittenUnderAnother() {
        String body =
                "{\"key\":\"%s\",\"version\":%d,\"op\":\"%s\",\"data\":{\"email\":\"a@example.com\",\"job_title\":\"%s\"}}";
        sink.deliver(body.formatted("k1", 1, "upsert", "x"));
        sink.deliver(body.formatted("k2", 1, "upsert", "x"));
        sink.deliver(body.formatted("k2", 2, "delete", "x"));
        assertThat(hasTags()).isFalse();

        sink.deliver(body.formatted("k1", 3, "upsert", "y"));

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aLaterDeleteLooksAgainForWhomSomebodyElseMadeAnew() {
        sink.deliver(upsert(1));
        sink.deliver(delete(2));
        InMemorySink other = sink.otherInstance().withoutLedger();
        other.deliver(contact("a"));
        assertThat(hasTags()).isTrue();

        sink.deliver(delete(9));

        assertThat(hasTags()).isFalse();
    }

    @Test
    void whoWasRemovedStaysSoWhenTheOneWhoBringsHimBackDies() {
        sink.deliver(upsert(1));
        sink.deliver(delete(2));
        sink.keap.inject(Fault.swallowed().onNext(1).matching("PUT", "/v1/contacts"));
        assertThat(sink.deliver(upsert(3))).containsExactly("m0");
        sink.time.advance(Duration.ofMinutes(4));
        int calls = calls();

        assertThat(sink.deliver(upsert(2))).isEmpty();

        assertThat(calls()).isEqualTo(calls);
        assertThat(hasTags()).isFalse();
        assertThat(sink.deliver(upsert(3))).isEmpty();
        assertThat(hasTags()).isTrue();
    }
}
