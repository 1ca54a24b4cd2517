package dev.keapsink.tools.airbyte;

import static dev.keapsink.tools.airbyte.SyncHarness.lead;
import static dev.keapsink.tools.airbyte.SyncHarness.row;
import static dev.keapsink.tools.airbyte.SyncHarness.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.tools.airbyte.CatalogStream.Mode;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncTest {

    @Test
    void returnsAStateOnceEveryRecordBeforeItIsInKeap() {
        SyncHarness sync =
                new SyncHarness().leads().lines(lead("a@example.com"), lead("b@example.com"), state("leads", 1));

        assertThat(sync.run()).isEqualTo(Sync.End.DONE);

        assertThat(sync.counts()).containsExactly("1: 2 + 0");
        assertThat(sync.sink.keap.contacts()).hasSize(2);
        assertThat(sync.batches).containsExactly(2);
    }

    @Test
    void returnsAStateWithoutRecordsAtOnce() {
        SyncHarness sync = new SyncHarness().leads().lines(state("leads", 1));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 0 + 0");
    }

    @Test
    void countsTheRecordsSinceTheStateBefore() {
        SyncHarness sync = new SyncHarness()
                .leads()
                .lines(
                        lead("a@example.com"),
                        state("leads", 1),
                        lead("b@example.com"),
                        lead("c@example.com"),
                        state("leads", 2));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 1 + 0", "2: 2 + 0");
    }

    @Test
    void aStreamThatWaitsHoldsUpNoStateOfAnother() {
        SyncHarness sync = new SyncHarness()
                .leads().stream("notes", Mode.APPEND, ObjectType.NOTES)
                        .lines(
                                row("notes", "{'title':'Call','contact_email':'nobody@example.com'}"),
                                state("notes", 1),
                                lead("a@example.com"),
                                state("leads", 2));
        sync.sink.streams(ObjectType.CONTACTS, ObjectType.NOTES).withLedger();

        sync.run();

        assertThat(sync.counts()).containsExactly("2: 1 + 0", "1: 0 + 1");
        assertThat(sync.rejected).containsExactly("unknown_reference");
    }

    @Test
    void aStateOfAllStreamsWaitsForAllOfThem() {
        SyncHarness sync = new SyncHarness()
                .leads().stream("people", Mode.APPEND, ObjectType.CONTACTS)
                        .lines(
                                lead("a@example.com"),
                                row("people", "{'email':'b@example.com'}"),
                                "{'type':'STATE','state':{'type':'GLOBAL','global':{'stream_states':[]},'id':1}}",
                                lead("c@example.com"),
                                "{'type':'STATE','state':{'data':{'x':1},'id':2}}");

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 2 + 0", "2: 1 + 0");
    }

    @Test
    void ignoresRecordsOfStreamsThatTheCatalogDoesNotHave() {
        SyncHarness sync = new SyncHarness()
                .leads()
                .lines(row("others", "{'email':'x@example.com'}"), lead("a@example.com"), state("leads", 1));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 1 + 0");
        assertThat(sync.sink.keap.contacts()).hasSize(1);
    }

    @Test
    void rejectedRowsCountApart() {
        SyncHarness sync = new SyncHarness()
                .leads()
                .lines(lead("a@example.com"), row("leads", "{'given_name':'Ada'}"), state("leads", 1));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 1 + 1");
        assertThat(sync.rejected).containsExactly("no_match_key");
    }

    @Test
    void withoutAPlaceForThemARejectedRowEndsTheSync() {
        SyncHarness sync = new SyncHarness()
                .leads()
                .lines(
                        lead("a@example.com"),
                        state("leads", 1),
                        row("leads", "{'given_name':'Ada'}"),
                        state("leads", 2));
        sync.rejects = RowRejects.none();

        assertThatThrownBy(sync::run)
                .isInstanceOf(SyncFailure.class)
                .hasMessageContaining("no_match_key")
                .hasMessageContaining("rejects");
        assertThat(sync.counts()).containsExactly("1: 1 + 0");
    }

    @Test
    void writesTheLastOfTheRowsOfOneKey() {
        SyncHarness sync = new SyncHarness()
                .stream("leads", Mode.APPEND_DEDUP, ObjectType.CONTACTS, "id")
                        .lines(
                                row("leads", "{'id':1,'cursor':2,'email':'a@example.com','given_name':'Second'}"),
                                state("leads", 1),
                                row("leads", "{'id':1,'cursor':1,'email':'a@example.com','given_name':'First'}"),
                                row("leads", "{'id':2,'cursor':1,'email':'b@example.com'}"),
                                state("leads", 2));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 1 + 0", "2: 2 + 0");
        assertThat(sync.batches).containsExactly(2);
        assertThat(sync.sink.contact("a@example.com").text("given_name")).isEqualTo("Second");
    }

    @Test
    void writesBatchesOfAHundred() {
        SyncHarness sync = new SyncHarness().leads();
        IntStream.range(0, 250).forEach(i -> sync.lines(lead("p%d@example.com".formatted(i))));
        sync.lines(state("leads", 1));

        sync.run();

        assertThat(sync.batches).containsExactly(100, 100, 50);
        assertThat(sync.counts()).containsExactly("1: 250 + 0");
    }

    @Test
    void unreadableLinesHoldUpNoLaterState() {
        SyncHarness sync = new SyncHarness().leads().lines("{'type':'REC", lead("a@example.com"), state("leads", 1));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 1 + 0");
        assertThat(sync.tally.unreadableCount()).isEqualTo(1);
    }

    @Test
    void aRefusedKeyIsTheConfiguration() {
        SyncHarness sync = new SyncHarness().leads().lines(lead("a@example.com"), state("leads", 1));
        sync.sink.key("wrong");

        assertThatThrownBy(sync::run)
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.type()).isEqualTo(SyncFailure.Type.CONFIG_ERROR));
        assertThat(sync.states).isEmpty();
    }

    @Test
    void endsWhenAskedToAndReturnsTheStatesOfWhatIsSettled() {
        SyncHarness sync = new SyncHarness()
                .leads()
                .lines(lead("a@example.com"), state("leads", 1), lead("b@example.com"), state("leads", 2));
        sync.before.put(2, () -> sync.sink.time.advance(Reading.LONGEST_COLLECTION.plusSeconds(1)));
        sync.before.put(3, () -> sync.stop = true);

        assertThat(sync.run()).isEqualTo(Sync.End.STOPPED);

        assertThat(sync.counts()).isSubsetOf("1: 1 + 0");
    }

    @Test
    void waitsOutAMinuteThatIsUsedUp() {
        SyncHarness sync = new SyncHarness(new InMemorySink(new Quota(1000, 50, 100_000))).leads();
        IntStream.range(0, 120).forEach(i -> sync.lines(lead("p%d@example.com".formatted(i))));
        sync.lines(state("leads", 1));

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 120 + 0");
        assertThat(sync.sink.keap.contacts()).hasSize(120);
    }

    @Test
    void endsWhereTheQuotaOfTheDayIsUsedUpAndReturnsWhatIsSettled() {
        SyncHarness sync = new SyncHarness(new InMemorySink(new Quota(1000, 100_000, 105))).leads();
        IntStream.range(0, 100).forEach(i -> sync.lines(lead("p%d@example.com".formatted(i))));
        sync.lines(state("leads", 1));
        IntStream.range(100, 200).forEach(i -> sync.lines(lead("p%d@example.com".formatted(i))));
        sync.lines(state("leads", 2));

        assertThatThrownBy(sync::run)
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.type()).isEqualTo(SyncFailure.Type.TRANSIENT_ERROR));
        assertThat(sync.counts()).containsExactly("1: 100 + 0");
    }

    @Test
    void aLaterRowOfAContactDoesNotOvertakeOneThatWaits() {
        SyncHarness sync =
                new SyncHarness().leads().lines(row("leads", "{'email':'a@example.com','given_name':'First'}"));
        IntStream.range(0, 99).forEach(i -> sync.lines(lead("p%d@example.com".formatted(i))));
        sync.lines(
                row("leads", "{'email':'a@example.com','given_name':'Second'}"),
                lead("z@example.com"),
                state("leads", 1));
        sync.sink.keap.inject(
                Fault.gatewayTimeout().matching("PUT", "/v1/contacts").onNext(1));

        sync.run();

        assertThat(sync.sink.contact("a@example.com").text("given_name")).isEqualTo("Second");
        assertThat(sync.counts()).containsExactly("1: 102 + 0");
    }

    @Test
    void anotherAddressUnderTheSameKeyIsOneOfTheSameContactIfALedgerKnowsIt() {
        InMemorySink sink = new InMemorySink().withLedger();
        people(sink, "{'id':1,'email':'old@example.com'}");

        people(sink, "{'id':1,'email':'new@example.com'}");

        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.keap.contacts().getFirst().emails()).contains("new@example.com");
    }

    @Test
    void withoutALedgerAnotherAddressIsAnotherContact() {
        InMemorySink sink = new InMemorySink();
        people(sink, "{'id':1,'email':'old@example.com'}");

        people(sink, "{'id':1,'email':'new@example.com'}");

        assertThat(sink.keap.contacts()).hasSize(2);
    }

    private static void people(InMemorySink sink, String data) {
        new SyncHarness(sink)
                .stream("people", Mode.APPEND_DEDUP, ObjectType.CONTACTS, "id")
                        .lines(row("people", data))
                        .run();
    }

    @Test
    void aDeleteTakesTheTagOff() {
        SyncHarness sync = new SyncHarness()
                .leads()
                .lines(
                        lead("a@example.com"),
                        row("leads", "{'email':'a@example.com','_ab_cdc_deleted_at':'2026-01-01T00:00:00Z'}"),
                        state("leads", 1));
        sync.sink.tags(101L);

        sync.run();

        assertThat(sync.counts()).containsExactly("1: 2 + 0");
        assertThat(sync.sink.contact("a@example.com").tagIds()).isEmpty();
    }

    @Test
    void heldStatesAreNotReturned() {
        SyncHarness sync = new SyncHarness().leads().lines(lead("a@example.com"), state("leads", 1));
        sync.held = Set.of(new StreamName("", "leads"));

        sync.run();

        assertThat(sync.states).isEmpty();
        assertThat(sync.sink.keap.contacts()).hasSize(1);
    }

    @Test
    void thousandsOfStatesThatAreHeldStopNothing() {
        SyncHarness sync = new SyncHarness().leads();
        IntStream.range(0, 1500).forEach(i -> sync.lines(state("leads", i)));
        sync.lines(lead("a@example.com"));
        sync.held = Set.of(new StreamName("", "leads"));

        sync.run();

        assertThat(sync.sink.keap.contacts()).hasSize(1);
    }

    @Test
    void knowsTheContactsOfAStreamThatIsWhole() {
        SyncHarness sync = new SyncHarness()
                .stream("leads", Mode.OVERWRITE, ObjectType.CONTACTS)
                        .lines(lead("a@example.com"), lead("b@example.com"), row("leads", "{'given_name':'Ada'}"));
        sync.sink.withLedger();

        sync.run();
        SyncHarness again = new SyncHarness(sync.sink)
                .stream("leads", Mode.OVERWRITE, ObjectType.CONTACTS)
                        .lines(lead("a@example.com"), lead("b@example.com"));
        again.run();

        assertThat(sync.contacts.ids()).hasSize(2);
        assertThat(sync.contacts.unknownCount()).isEqualTo(1);
        assertThat(again.contacts.ids())
                .as("the ledger knows contacts that are not written again")
                .isEqualTo(sync.contacts.ids());
        assertThat(again.contacts.unknownCount()).isZero();
    }

    @Test
    void aRowAtWhichKeapAlwaysFailsIsRejectedInTheEnd() {
        SyncHarness sync = new SyncHarness().leads();
        sync.sink.keap.inject(
                Fault.gatewayTimeout().matching(request -> request.body().contains("poison@example.com")));
        sync.lines(
                        SyncHarness.lead("poison@example.com"),
                        SyncHarness.lead("a@example.com"),
                        SyncHarness.state("leads", 1),
                        SyncHarness.lead("b@example.com"),
                        SyncHarness.state("leads", 2))
                .run();

        assertThat(sync.rejected).containsExactly("refused_by_server");
        assertThat(sync.states).hasSize(2);
    }

    @Test
    void whileKeapFailsAtEveryRowNoneIsRejected() {
        SyncHarness sync = new SyncHarness().leads();
        sync.sink.keap.inject(
                Fault.gatewayTimeout().matching(request -> request.body().contains("@example.com")));
        sync.lines(SyncHarness.lead("a@example.com"), SyncHarness.lead("b@example.com"), SyncHarness.state("leads", 1));

        assertThatThrownBy(sync::run).isInstanceOf(SyncFailure.class);
        assertThat(sync.rejected).isEmpty();
        assertThat(sync.states).isEmpty();
    }

    @Test
    void aRowOfAnotherPipelineDoesNotOvertakeAnEarlierOne() {
        SyncHarness sync = new SyncHarness().leads().inSecondPipeline("people");
        sync.lines(
                        SyncHarness.row("people", "{'email':'ada@example.com','given_name':'First'}"),
                        SyncHarness.row("leads", "{'email':'ada@example.com','given_name':'Second'}"),
                        SyncHarness.state("people", 1),
                        SyncHarness.state("leads", 2))
                .run();

        assertThat(sync.sink.keap.contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.text("given_name")).isEqualTo("Second"));
        assertThat(sync.states).hasSize(2);
    }
}
