package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.object.OnDelete;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.MemoryLedger.Operation;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that cannot be used, and accounts that change. */
class LedgerTroubleTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    private static LedgerKeys sinkKeys() {
        return new LedgerKeys(Optional.empty(), "ks100", ObjectType.CONTACTS.stream());
    }

    private static LedgerKey key(String email) {
        return sinkKeys().ofEmail(email, "");
    }

    private void failing(Operation operation, LedgerUnavailable problem) {
        sink.ledger.before(call -> {
            if (call.operation() == operation) {
                throw problem;
            }
        });
    }

    @Test
    void whileItIsThrottledAllRecordsWait() {
        failing(Operation.READ, LedgerUnavailable.forNow("The ledger is throttled"));

        try (LogLines log = new LogLines()) {
            assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0", "m1");
            assertThat(log.all()).containsOnlyOnce("The ledger is throttled. Records wait for the ledger.");
        }
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 2));
        assertThat(sink.writes()).isEmpty();
    }

    @Test
    void whatStaysUnreadHasOnlyItsOwnRecordsWait() {
        sink.ledger.unreadable(key("b@example.com")::equals);

        try (LogLines log = new LogLines()) {
            assertThat(sink.deliver(contact("a"), contact("b"), contact("c"), contact("b")))
                    .containsExactly("m1", "m3");
            assertThat(log.all())
                    .containsOnlyOnce("The ledger did not give all entries in time. Records wait for the ledger.");
        }
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 2));
        assertThat(sink.keap.contacts()).hasSize(2);
        assertThat(sink.ledger.entries()).hasSize(2);

        sink.ledger.unreadable(key -> false);
        assertThat(sink.deliver(contact("b"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadThatFailsForOneEntryHasOnlyItsRecordsWait(boolean passing) {
        LedgerUnavailable problem = passing
                ? LedgerUnavailable.forNow("The ledger could not be asked (InternalServerError)")
                : LedgerUnavailable.untilMended("The ledger cannot be used (AccessDeniedException)", "allow it");
        sink.ledger.before(call -> {
            if (call.operation() == Operation.READ && call.keys().contains(key("c7@example.com"))) {
                throw problem;
            }
        });

        assertThat(sink.deliver(Bodies.contacts(60))).containsExactly("m7");
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 1));
    }

    /** That it is alone in its batch does not make it everybody's. */
    @Test
    void anEntryThatCannotBeReadIsItsRecordsEvenIfThatIsAlone() {
        sink.ledger.before(call -> {
            if (call.keys().contains(key("a@example.com"))) {
                throw LedgerUnavailable.untilMended("The ledger cannot be used (ValidationException)", "mend it");
            }
        });

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 1));
        assertThat(sink.hidden.get("m0")).isLessThan(Duration.ofMinutes(1));
    }

    /** With a name of its own a delete also ends the entry that the contact has without one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeleteWaitsForBothEntriesThatItNeeds(boolean named) {
        LedgerKeys keys = sinkKeys();
        sink.ledger.unreadable((named ? keys.ofKey("4711") : keys.ofEmail("b@example.com", ""))::equals);

        assertThat(sink.deliver(
                        contact("a"), "{\"op\":\"delete\",\"key\":\"4711\",\"data\":{\"email\":\"b@example.com\"}}"))
                .containsExactly("m1");
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void anIgnoredDeleteNeedsNoEntry() {
        sink.onDelete(OnDelete.IGNORE).ledger.unreadable(key("b@example.com")::equals);

        assertThat(sink.deliver(contact("a"), "{\"op\":\"delete\",\"data\":{\"email\":\"b@example.com\"}}"))
                .isEmpty();
    }

    @Test
    void aMissingTableHasToBeMended() {
        failing(Operation.READ, LedgerUnavailable.untilMended("The table does not exist", "create it"));

        try (LogLines log = new LogLines()) {
            assertThat(sink.deliver(contact("a"), "no json"))
                    .as("nothing is rejected")
                    .containsExactly("m0", "m1");
            assertThat(log.all())
                    .anyMatch(line -> line.startsWith("Misconfigured: The table does not exist; create it."));
        }
        assertThat(sink.figures.getLast().deferred()).containsOnlyKeys(Cause.MISCONFIGURED);
        assertThat(sink.hidden.get("m0")).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void whatCannotBeClaimedIsNotWritten() {
        failing(Operation.REPLACE, LedgerUnavailable.forNow("The ledger is throttled"));

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.writes()).isEmpty();
    }

    @Test
    void aPermissionThatIsMissingForWritingStopsTheBatch() {
        failing(Operation.REPLACE, LedgerUnavailable.untilMended("The function may not write the table", "let it"));

        assertThat(sink.deliver(contact("a"), contact("b"), contact("c"))).hasSize(3);
        assertThat(sink.ledger.writes())
                .as("one attempt, and one to see whether it is for that entry's sake")
                .isEqualTo(2);
        assertThat(sink.figures.getLast().deferred()).containsOnlyKeys(Cause.MISCONFIGURED);
    }

    /** Whether it comes first, before any other was stored, or last. */
    @ParameterizedTest
    @ValueSource(ints = {0, 30, 59})
    void anEntryThatIsRefusedHasOnlyItsRecordWait(int troubled) {
        LedgerKey refused = key("c%d@example.com".formatted(troubled));
        sink.ledger.before(call -> {
            if (call.operation() == Operation.REPLACE && call.keys().contains(refused)) {
                throw LedgerUnavailable.untilMended("The ledger cannot be used (ValidationException)", "mend it");
            }
        });

        try (LogLines log = new LogLines()) {
            assertThat(sink.deliver(Bodies.contacts(60))).containsExactly("m" + troubled);
            assertThat(log.all())
                    .containsOnlyOnce("The ledger cannot be used (ValidationException) for one entry."
                            + " Records wait for the ledger.");
        }
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 1));
        assertThat(sink.keap.contacts()).hasSize(59);
        assertThat(sink.ledger.entries()).as("nothing of nobody's").hasSize(59);
    }

    @Test
    void anEntryThatIsRefusedAloneIsNoReasonToBlameTheDeployment() {
        sink.ledger.before(call -> {
            if (call.operation() == Operation.REPLACE && call.keys().contains(key("a@example.com"))) {
                throw LedgerUnavailable.untilMended("The ledger cannot be used (ValidationException)", "mend it");
            }
        });

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.figures.getLast().deferred()).containsOnlyKeys(Cause.UNAVAILABLE);
    }

    @Test
    void anEntryThatIsRefusedAfterItWasClaimedHasOnlyItsRecordWait() {
        LedgerKey refused = key("c5@example.com");
        AtomicInteger times = new AtomicInteger();
        sink.ledger.before(call -> {
            if (call.keys().contains(refused)
                    && call.operation() == Operation.REPLACE
                    && times.incrementAndGet() == 2) {
                throw LedgerUnavailable.untilMended("The ledger cannot be used (ValidationException)", "mend it");
            }
        });

        assertThat(sink.deliver(Bodies.contacts(60))).containsExactly("m5");
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 1));
    }

    /** An entry that is throttled says nothing of the permission. */
    @Test
    void whatPassesIsNoEvidenceAgainstTheDeployment() {
        sink.ledger.before(call -> {
            if (call.operation() == Operation.REPLACE) {
                throw call.keys().contains(key("a@example.com"))
                        ? LedgerUnavailable.untilMended("The ledger cannot be used (ValidationException)", "mend it")
                        : LedgerUnavailable.forNow("The ledger is throttled");
            }
        });

        assertThat(sink.deliver(contact("a"), contact("b"))).hasSize(2);
        assertThat(sink.figures.getLast().deferred()).containsExactly(Map.entry(Cause.UNAVAILABLE, 2));
    }

    @Test
    void itsCallsAreGivenThreeSecondsAtMost() {
        sink.ledger.before(call -> sink.time.advance(Duration.ofSeconds(3)));

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(Duration.between(VirtualTime.START, sink.time.instant())).isLessThan(Duration.ofSeconds(10));
    }

    /** It is asked for four things in turn, and could hang at each. */
    @Test
    void aDeleteThatHangsAtItsEndCostsTheBatchThreeSeconds() {
        LedgerKeys keys = sinkKeys();
        Set<LedgerKey> troubled = Set.of(keys.ofKey("4711"), keys.ofEmail("b@example.com", ""));
        sink.deliver(contact("b"));
        AtomicInteger calls = new AtomicInteger();
        sink.ledger.before(call -> {
            if (call.operation() == Operation.REPLACE
                    && call.keys().stream().anyMatch(troubled::contains)
                    && calls.incrementAndGet() > 1) {
                sink.time.advance(Duration.ofMillis(2900));
            }
        });
        Instant start = sink.time.instant();

        assertThat(sink.deliver(
                        contact("a"), "{\"op\":\"delete\",\"key\":\"4711\",\"data\":{\"email\":\"b@example.com\"}}"))
                .containsExactly("m1");

        assertThat(Duration.between(start, sink.time.instant())).isLessThan(Duration.ofSeconds(7));
    }

    /** Another one shows in its place that Keap takes contacts, so that the bad record is told at last. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnchangedContactWhoseEntryIsInTroubleIsNotTheOneThatIsWrittenToSeeWhoseFaultItIs(boolean readable) {
        List<Message> batch = Messages.of(contact("a"), contact("b"), contact("poisoned"));
        sink.deliver(contact("a"), contact("b"));
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poisoned")));
        sink.ledger.before(call -> {
            boolean covered = call.operation() == Operation.REPLACE || !readable;
            if (covered && call.keys().contains(key("a@example.com"))) {
                throw LedgerUnavailable.forNow("The ledger could not be asked");
            }
        });
        int writes = sink.writes().size();

        for (int times = 5; times < 8; times++) {
            sink.time.advance(Duration.ofMinutes(5));
            sink.deliver(Messages.received(times, batch));
        }

        assertThat(sink.writes().subList(writes, sink.writes().size())).isNotEmpty();
        assertThat(sink.reasons()).containsExactly(Map.entry("m2", "refused_by_server"));
    }

    @Test
    void timeIsKeptBackForTakingDownWhatWasWritten() {
        sink.pace(1, 60).timeout(Duration.ofSeconds(40));
        String[] bodies = IntStream.range(0, 60).mapToObj(i -> contact("c" + i)).toArray(String[]::new);

        assertThat(sink.deliver(bodies)).as("more than fit").isNotEmpty().hasSizeLessThan(60);

        long written = sink.keap.contacts().size();
        assertThat(sink.keap.contacts())
                .allSatisfy(contact -> assertThat(contact.tagIds()).containsExactly(101L));
        assertThat(sink.ledger.entries())
                .as("each in nobody's hands, the others given back")
                .hasSize((int) written);
        assertThat(sink.ledger.entries().values())
                .allSatisfy(entry -> assertThat(entry.state()).isEqualTo(LedgerEntry.State.TAGGED));
    }

    @Test
    void anotherAccountIsNeverUnchanged() {
        sink.deliver(contact("a"));
        sink.keap.acceptKey("KeapAK-another-account");
        sink.credential.put(StoredCredential.ofKey("KeapAK-another-account").read());
        sink.keap.tenant("ks200.infusionsoft.com");
        sink.time.advance(Duration.ofMinutes(5).plusMillis(1));

        assertThat(sink.deliver(contact("a"))).isEmpty();

        assertThat(sink.writes().stream().filter("PUT /v1/contacts"::equals)).hasSize(2);
        String prefix = new LedgerKeys(Optional.empty(), "ks200", "contacts").prefix();
        assertThat(sink.ledger.entries().keySet())
                .hasSize(2)
                .filteredOn(key -> key.value().startsWith(prefix))
                .hasSize(1);
    }

    @Test
    void whatWasWrittenToAnotherAccountMeanwhileIsNotTakenDown() {
        sink.deliver(contact("a"));
        sink.keap.acceptKey("KeapAK-another-account");
        sink.credential.put(StoredCredential.ofKey("KeapAK-another-account").read());
        sink.keap.tenant("ks200.infusionsoft.com");

        assertThat(sink.deliver(contact("b"))).containsExactly("m0");
        assertThat(sink.ledger.entries().values())
                .extracting(LedgerEntry::state)
                .containsExactlyInAnyOrder(LedgerEntry.State.TAGGED, LedgerEntry.State.WRITING);

        assertThat(sink.deliver(contact("b"))).as("its own ledger").isEmpty();
        assertThat(sink.ledger.entries()).hasSize(3);
    }

    @Test
    void theAccountIsAskedForOnceAtMost() {
        InMemorySink untagged = new InMemorySink().withLedger();
        untagged.deliver(contact("a"));
        untagged.deliver(contact("b"));

        assertThat(untagged.calls().stream().filter(call -> call.contains("userinfo")))
                .hasSize(1);
        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(sink.calls()).as("the look-up of the tag has said it").noneMatch(call -> call.contains("userinfo"));
    }

    @Test
    void theAccountOfTheSameCredentialIsKnownHoweverLongKeapWasNotAsked() {
        sink.deliver(contact("a"));
        int calls = sink.calls().size();
        sink.time.advance(Duration.ofMinutes(6));

        assertThat(sink.deliver(contact("a"))).isEmpty();

        assertThat(sink.calls()).hasSize(calls);
    }

    @Test
    void anAccountThatKeapDoesNotNameHasToBeMended() {
        InMemorySink untagged = new InMemorySink().withLedger();
        untagged.keap.inject(Fault.answering(200, "application/json", "{\"given_name\":\"Ada\"}")
                .matching("GET", "/v2/oauth/connect/userinfo"));

        assertThat(untagged.deliver(contact("a"))).containsExactly("m0");
        assertThat(untagged.figures.getLast().deferred()).containsOnlyKeys(Cause.MISCONFIGURED);
    }

    @Test
    void theLedgerNamesNobody() {
        sink.deliver("{\"key\":\"ada-4711\",\"data\":{\"email\":\"ada@example.com\",\"phone\":\"+1 555 0100\"}}");

        assertThat(sink.ledger.entries()).hasSize(1);
        assertThat(sink.ledger.entries().toString())
                .doesNotContain("ada")
                .doesNotContain("example")
                .doesNotContain("555");
    }
}
