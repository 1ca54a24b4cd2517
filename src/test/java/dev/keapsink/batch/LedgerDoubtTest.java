package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.record.Cause;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.TagResult;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.MemoryLedger.Operation;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that were begun and not finished, and instances that want the same contact. */
class LedgerDoubtTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private LedgerEntry entry() {
        assertThat(sink.ledger.entries()).hasSize(1);
        return sink.ledger.entries().values().iterator().next();
    }

    private long puts() {
        return sink.writes().stream().filter("PUT /v1/contacts"::equals).count();
    }

    private Map<Cause, Integer> deferred() {
        return sink.figures.getLast().deferred();
    }

    @Test
    void aContactWhoseTagsFailedGetsOnlyItsTagsLater() {
        sink.keap.inject(Fault.tagResult(TagResult.FAILURE, 1001).onNext(1));
        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(entry().state()).isEqualTo(State.WRITTEN);

        assertThat(sink.deliver(contact("a"))).isEmpty();

        assertThat(puts()).isEqualTo(1);
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
        assertThat(entry().state()).isEqualTo(State.TAGGED);
    }

    @Test
    void aKnownContactThatKeapDoesNotTagIsWrittenAnew() {
        sink.keap.inject(Fault.tagResult(TagResult.CONTACT_NOT_FOUND, 1001).onNext(2));
        sink.deliver(contact("a"));
        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(puts()).isEqualTo(1);

        assertThat(sink.deliver(contact("a"))).isEmpty();

        assertThat(puts()).isEqualTo(2);
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aDeadInstancesWriteIsDoneAgainOnceItsTimeIsOver() {
        sink.killedAfter(puttingCalls(), Messages.of(contact("a")));
        assertThat(entry().state()).isEqualTo(State.WRITING);

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(deferred()).containsEntry(Cause.UNCLEAR, 1);
        assertThat(sink.hidden.get("m0")).isEqualTo(Duration.ofSeconds(30));

        sink.time.advance(Duration.ofMinutes(3));
        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(puts()).isEqualTo(2);
        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    /** Up to the upsert, beginning with a process that has looked up nothing yet; the ledger is read and written once. */
    private static int puttingCalls() {
        InMemorySink other = new InMemorySink().tags(101L).withLedger();
        other.deliver(contact("a"));
        return other.calls().indexOf("PUT /v1/contacts") + 1 + other.ledger.reads() + 1;
    }

    @Test
    void theHoldLastsUntilTheInvocationAndItsCallsHaveSurelyEnded() {
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));
        sink.deliver(contact("a"));

        assertThat(entry().claimedUntil())
                .isBetween(VirtualTime.START.plusSeconds(150), VirtualTime.START.plusSeconds(160));
    }

    @Test
    void aRefusedRecordLeavesTheEntryAsItWas() {
        sink.deliver(contact("a"));
        LedgerEntry before = entry();

        sink.deliver("{\"email\":\"a@example.com\",\"state\":\"BY\",\"country\":\"DE\"}");

        assertThat(sink.reasons()).containsOnlyKeys("m0");
        assertThat(entry().hash()).isEqualTo(before.hash());
        assertThat(entry().state()).isEqualTo(State.TAGGED);
        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(puts()).as("the first, and the refused one").isEqualTo(2);
    }

    @Test
    void aRefusedNewRecordLeavesNoEntry() {
        sink.deliver("{\"email\":\"a@example.com\",\"state\":\"BY\",\"country\":\"DE\"}");

        assertThat(sink.reasons()).containsOnlyKeys("m0");
        assertThat(sink.ledger.entries()).isEmpty();
        assertThat(sink.deliver(contact("a"))).as("nobody holds it").isEmpty();
    }

    @Test
    void aCallThatWasNeverCarriedOutGivesTheContactBack() {
        sink.deliver(contact("b"));
        sink.keap.inject(Fault.connectionRefused().onNext(3).matching("PUT", "/v1/contacts"));
        assertThat(sink.deliver(contact("a"))).containsExactly("m0");

        assertThat(sink.deliver(contact("a"))).isEmpty();
    }

    @Test
    void whoLosesAContactToSomebodyWhoIsWritingItReturnsItsRecord() {
        loseTo(() -> new OtherInstance(sink).claims(contact("a")));

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(deferred()).containsEntry(Cause.UNCLEAR, 1);
        assertThat(puts()).as("the other one's").isEqualTo(1);
    }

    @Test
    void whoLosesAContactToSomebodyWhoHasWrittenTheSameIsDone() {
        loseTo(() -> new OtherInstance(sink).writes(contact("a")));

        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(puts()).as("the other one's").isEqualTo(1);
    }

    @Test
    void whoLosesAContactToSomebodyWhoHasWrittenSomethingElseWritesAfterwards() {
        loseTo(() -> new OtherInstance(sink).writes("{\"email\":\"a@example.com\",\"job_title\":\"other\"}"));

        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(puts()).isEqualTo(2);
    }

    @Test
    void aContactThatMayHaveBeenMadeIsFoundBeforeItsNumberChanges() {
        String first = "{\"key\":\"k1\",\"version\":1,\"data\":{\"phone\":\"555 0111\",\"job_title\":\"x\"}}";
        String second = "{\"key\":\"k1\",\"version\":2,\"data\":{\"phone\":\"555 0222\",\"job_title\":\"y\"}}";
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/contacts"));
        assertThat(sink.deliver(first)).containsExactly("m0");
        sink.time.advance(Duration.ofMinutes(4));

        assertThat(sink.deliver(second)).as("it could not find the contact").containsExactly("m0");
        assertThat(sink.deliver(first)).isEmpty();
        assertThat(sink.deliver(second)).isEmpty();

        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.keap.contacts().getFirst().phones()).containsExactly("555 0222");
    }

    @Test
    void whatNobodyComesBackForIsWaitedForOneDay() {
        String first = "{\"key\":\"k1\",\"version\":1,\"data\":{\"phone\":\"555 0111\"}}";
        String second = "{\"key\":\"k1\",\"version\":2,\"data\":{\"phone\":\"555 0222\"}}";
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/contacts"));
        sink.deliver(first);
        sink.time.advance(Duration.ofDays(1));
        assertThat(sink.deliver(second)).containsExactly("m0");

        sink.time.advance(Duration.ofMinutes(4));
        assertThat(sink.deliver(second)).isEmpty();
    }

    @Test
    void aContactWhoseClaimEndsLaterThanClaimsDoIsWritten() {
        sink.deliver(contact("a"));
        damageClaim();

        assertThat(sink.deliver("{\"email\":\"a@example.com\",\"job_title\":\"other\"}"))
                .isEmpty();

        assertThat(puts()).isEqualTo(2);
        assertThat(entry().claimedUntil()).isNull();
    }

    @Test
    void anUnfinishedWriteWhoseClaimEndsLaterThanClaimsDoIsNotWaitedFor() {
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/contacts"));
        sink.deliver("{\"key\":\"k1\",\"version\":1,\"data\":{\"phone\":\"555 0111\"}}");
        damageClaim();

        assertThat(sink.deliver("{\"key\":\"k1\",\"version\":2,\"data\":{\"phone\":\"555 0222\"}}"))
                .isEmpty();
    }

    private void damageClaim() {
        LedgerKey key = sink.ledger.entries().keySet().iterator().next();
        LedgerEntry found = entry();
        LedgerEntry damaged = found.writing(VirtualTime.START.plus(Duration.ofDays(300)));
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), sink.time);
        assertThat(sink.ledger.replace(key, found, damaged, deadline)).isEmpty();
    }

    /** Between the reading of the entries and the first claim. */
    private void loseTo(Runnable other) {
        AtomicBoolean done = new AtomicBoolean();
        sink.ledger.before(call -> {
            if (call.operation() == Operation.REPLACE && done.compareAndSet(false, true)) {
                other.run();
            }
        });
    }

    @Test
    void aRecordWhoseEndIsNotRememberedComesAgain() {
        sink.ledger.before(call -> {
            if (call.operation() == Operation.REPLACE && call.number() == 2) {
                throw LedgerUnavailable.forNow("The table is throttled");
            }
        });

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(deferred()).containsEntry(Cause.UNAVAILABLE, 1);

        sink.time.advance(Duration.ofMinutes(3));
        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(entry().state()).isEqualTo(State.TAGGED);
    }

    @Test
    void anEndThatWasRememberedWithoutAnAnswerIsKnownTheNextTime() {
        sink.ledger.after(call -> {
            if (call.operation() == Operation.REPLACE && call.number() == 2) {
                throw LedgerUnavailable.forNow("The answer was lost");
            }
        });

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        int calls = sink.calls().size();
        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(sink.calls()).hasSize(calls);
    }

    private static String phone(int version, String tags) {
        return "{\"key\":\"k1\",\"version\":%d,\"tags\":[%s],\"data\":{\"phone\":\"555 0111\",\"job_title\":\"x\"}}"
                .formatted(version, tags);
    }

    @Test
    void aTagCallThatKeapCannotAnswerLeavesTheContactKnown() {
        sink.deliver(phone(1, ""));
        long id = entry().keapId();
        sink.keap.inject(
                Fault.answering(503, "application/json", "{}").onNext(10).matching("POST", "/v1/tags/102/contacts"));

        assertThat(sink.deliver(phone(2, "102"))).containsExactly("m0");

        assertThat(entry().keapId()).isEqualTo(id);
    }

    @Test
    void aWriteThatKeapCouldNotAnswerIsNotTakenForUndone() {
        sink.deliver(contact("a"));
        sink.keap.inject(
                Fault.answering(503, "application/json", "{}").onNext(10).matching("PUT", "/v1/contacts"));
        assertThat(sink.deliver("{\"email\":\"a@example.com\",\"job_title\":\"other\"}"))
                .containsExactly("m0");
        sink.keap.clearFaults();
        sink.time.advance(Duration.ofMinutes(4));

        long before = puts();
        sink.deliver(contact("a"));

        assertThat(puts()).as("nobody knows which of the two it is").isEqualTo(before + 1);
    }

    @Test
    void aRecordThatIsRefusedAtEachDeliveryAmongUnchangedOnesIsRejectedInTheEnd() {
        sink.deliver(contact("b"), contact("c"));
        sink.keap.inject(Fault.answering(403, "application/json", "{\"message\":\"Forbidden\"}")
                .matching(request -> String.valueOf(request.body()).contains("poison")));
        for (int delivery = 1; delivery <= 5; delivery++) {
            assertThat(sink.reasons()).isEmpty();
            sink.deliver(Messages.received(delivery, Messages.of(contact("b"), contact("c"), contact("poison"))));
            sink.time.advance(Duration.ofHours(1));
        }

        assertThat(sink.reasons()).containsEntry("m2", "forbidden");
    }
}
