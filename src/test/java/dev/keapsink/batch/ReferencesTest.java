package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.object.OnDelete;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that refer to other objects: notes of contacts, payments of orders of contacts. */
class ReferencesTest {

    private static final Outcome CREATED = new Written(Effect.CREATED);

    private final FakeAccount keap = new FakeAccount();

    private static String record(String stream, String id, String more) {
        return "{\"stream\":\"%s\",\"data\":{\"id\":\"%s\"%s}}".formatted(stream, id, more.replace('\'', '"'));
    }

    private static String contact(String id) {
        return record("contacts", id, "");
    }

    /** A contact whose record has a key of its own. */
    private static String contact(String id, String key) {
        return "{\"key\":\"" + key + "\"," + contact(id).substring(1);
    }

    private static String note(String id, String contact) {
        return record("notes", id, ",'contact':'" + contact + "'");
    }

    private static String order(String id, String contact) {
        return record("orders", id, ",'contact':'" + contact + "'");
    }

    private static String payment(String id, String order) {
        return record("payments", id, ",'order':'" + order + "'");
    }

    private static String delete(String record) {
        return "{\"op\":\"delete\"," + record.substring(1);
    }

    private static String list(String... records) {
        return Plans.list(records);
    }

    private void assertParent(ObjectType type, ObjectType parent) {
        assertThat(keap.only(type).path(parent.noun() + "_id").asLong())
                .isEqualTo(keap.of(parent).stored().firstKey());
    }

    private static Cause cause(Outcome outcome) {
        return ((RetryLater) outcome).cause();
    }

    private static Rejected rejection(Outcome outcome) {
        return (Rejected) outcome;
    }

    @Test
    void aParentIsWrittenBeforeItsChildrenWhateverTheirOrder() {
        assertThat(keap.deliver(payment("p", "o"), order("o", "a"), note("n", "a"), contact("a")))
                .containsOnly(CREATED);

        assertThat(keap.calls)
                .containsSubsequence("create contact a", "create order o", "create payment p")
                .containsSubsequence("create contact a", "create note n")
                .noneMatch(call -> call.equals("find contact a") && keap.calls.indexOf(call) > 0);
        assertParent(ObjectType.PAYMENTS, ObjectType.ORDERS);
        assertParent(ObjectType.ORDERS, ObjectType.CONTACTS);
        assertParent(ObjectType.NOTES, ObjectType.CONTACTS);
    }

    @Test
    void theRecordsOfOneMessageMayHaveAnyOrder() {
        assertThat(keap.deliver(list(payment("p", "o"), payment("q", "o"), order("o", "a"), contact("a"))))
                .containsOnly(CREATED);
    }

    @Test
    void aParentIsFoundByItsOwnKeyWithoutALedger() {
        assertThat(keap.deliver(note("n", "#4711"), contact("a", "4711"))).containsOnly(CREATED);

        assertParent(ObjectType.NOTES, ObjectType.CONTACTS);
    }

    @Test
    void theParentInAYoungerMessageIsWrittenWithTheOldest() {
        List<String> bodies = new ArrayList<>(List.of(note("n", "last")));
        IntStream.range(0, 250).mapToObj(i -> contact("c" + i)).forEach(bodies::add);
        bodies.add(contact("last"));

        assertThat(keap.deliver(bodies.toArray(String[]::new))).containsOnly(CREATED);
        assertThat(keap.calls.indexOf("create note n")).isLessThan(keap.calls.indexOf("create contact c150"));
    }

    @Test
    void anIdIsTakenAsItIs() {
        assertThat(keap.deliver(record("notes", "n", ",'contact_id':7"))).containsExactly(CREATED);

        assertThat(keap.only(ObjectType.NOTES).path("contact_id").asLong()).isEqualTo(7);
        assertThat(keap.calls).containsExactly("find note n", "create note n");
    }

    @Test
    void aHundredChildrenOfOneParentTakeOneSearch() {
        keap.of(ObjectType.CONTACTS).add("a");
        String[] notes =
                IntStream.range(0, 100).mapToObj(i -> note("n" + i, "a")).toArray(String[]::new);

        assertThat(keap.concurrently(new VirtualThreads(16)).deliver(notes)).containsOnly(CREATED);
        assertThat(keap.calls.stream().filter("find contact a"::equals)).hasSize(1);
    }

    @Test
    void thatNothingWasFoundIsRememberedWithinTheBatchOnly() {
        assertThat(keap.deliver(note("n", "a"), note("m", "a")))
                .allMatch(outcome -> cause(outcome) == Cause.UNRESOLVED);
        assertThat(keap.calls).containsExactly("find contact a");

        keap.of(ObjectType.CONTACTS).add("a");
        assertThat(keap.deliver(note("n", "a"), note("m", "a"))).containsOnly(CREATED);
    }

    @Test
    void aFoundParentIsRememberedForTenMinutes() {
        long id = keap.of(ObjectType.CONTACTS).add("a");
        keap.deliver(note("n", "a"));
        keap.account.time.advance(Duration.ofMinutes(9));
        keap.deliver(note("m", "a"));
        assertThat(keap.calls).containsExactly("find note m", "create note m");

        keap.account.time.advance(Duration.ofMinutes(2));
        keap.deliver(note("l", "a"));
        assertThat(keap.calls).contains("find contact a");
        assertThat(keap.of(ObjectType.NOTES).stored().values())
                .allMatch(note -> note.path("contact_id").asLong() == id);
    }

    @Test
    void anotherProcessSearchesAnew() {
        keap.of(ObjectType.CONTACTS).add("a");
        keap.deliver(note("n", "a"));
        keap.restarted().deliver(note("m", "a"));

        assertThat(keap.calls).contains("find contact a");
    }

    private List<Outcome> delivered(int times, String... bodies) {
        return FakeAccount.outcomes(keap.deliver(Messages.received(times, Messages.of(bodies))));
    }

    @Test
    void aMissingParentIsWaitedForUntilTheFifthDelivery() {
        assertThat(delivered(4, note("n", "a"))).allMatch(outcome -> cause(outcome) == Cause.UNRESOLVED);

        Rejected rejection = rejection(delivered(5, note("n", "a")).getFirst());
        assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_REFERENCE);
        assertThat(rejection.field()).isEqualTo("contact_id");
        assertThat(keap.of(ObjectType.NOTES).stored()).isEmpty();
    }

    @Test
    void onAFifoQueueAMissingParentRejectsAtOnceAndHoldsUpNothing() {
        List<Outcome> outcomes = FakeAccount.outcomes(
                keap.deliver(Messages.fifo("g|" + note("n", "a"), "g|" + contact("b"), "g|" + note("m", "b"))));

        assertThat(rejection(outcomes.getFirst()).reason()).isEqualTo(Reason.UNKNOWN_REFERENCE);
        assertThat(outcomes.subList(1, 3)).containsOnly(CREATED);
    }

    private void unavailable(ObjectType type, String call) {
        keap.of(type).failing(one -> {
            if (one.equals(call)) {
                throw new KeapFailure.Unclear("lost");
            }
        });
    }

    @Test
    void aChildWaitsForItsWaitingParentWhateverItsCount() {
        unavailable(ObjectType.CONTACTS, "create contact a");
        List<Message> messages = new ArrayList<>(Messages.received(9, Messages.of(note("n", "a"))));
        messages.add(Messages.message(1, contact("a"), 1, null, false));
        messages.add(Messages.message(2, contact("b"), 1, null, false));
        messages.add(Messages.message(3, note("m", "b"), 1, null, false));

        Outcomes outcomes = keap.deliver(messages);

        List<Outcome> all = FakeAccount.outcomes(outcomes);
        assertThat(all.get(0)).isEqualTo(all.get(1));
        assertThat(cause(all.get(0))).isEqualTo(Cause.UNCLEAR);
        assertThat(all.subList(2, 4)).containsOnly(CREATED);
        assertThat(keap.calls).doesNotContain("find note n", "create note n");
    }

    @Test
    void aGrandchildWaitsToo() {
        unavailable(ObjectType.CONTACTS, "create contact a");

        assertThat(keap.deliver(payment("p", "o"), order("o", "a"), contact("a")))
                .allMatch(outcome -> cause(outcome) == Cause.UNCLEAR);
        assertThat(keap.calls).containsExactly("find contact a", "create contact a");
    }

    @Test
    void aRejectedParentMayExistFromBefore() {
        long id = keap.of(ObjectType.CONTACTS).add("a");
        refuse(ObjectType.CONTACTS, "update contact a");

        List<Outcome> outcomes = keap.deliver(contact("a"), note("n", "a"));

        assertThat(rejection(outcomes.getFirst()).reason()).isEqualTo(Reason.REFUSED_BY_KEAP);
        assertThat(outcomes.get(1)).isEqualTo(CREATED);
        assertThat(keap.only(ObjectType.NOTES).path("contact_id").asLong()).isEqualTo(id);
    }

    private void refuse(ObjectType type, String call) {
        keap.of(type).failing(one -> {
            if (one.equals(call)) {
                throw new KeapFailure.Refused("no", Purpose.of(Endpoint.WRITE, type));
            }
        });
    }

    @Test
    void aRejectedParentThatNeverExistedIsMissing() {
        refuse(ObjectType.CONTACTS, "create contact a");

        assertThat(cause(keap.deliver(contact("a"), note("n", "a")).get(1))).isEqualTo(Cause.UNRESOLVED);
    }

    @Test
    void severalParentsRejectTheChildAtItsReference() {
        keap.of(ObjectType.CONTACTS).add("a");
        keap.of(ObjectType.CONTACTS).add("a");

        Rejected rejection = rejection(keap.deliver(note("n", "a")).getFirst());

        assertThat(rejection.reason()).isEqualTo(Reason.AMBIGUOUS_MATCH);
        assertThat(rejection.field()).isEqualTo("contact_id");
    }

    @Test
    void aKeyThatCannotBeSearchedForIsRejectedAtOnceWithoutALedger() {
        Rejected rejection = rejection(keap.deliver(note("n", "#4711")).getFirst());

        assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_REFERENCE);
        assertThat(rejection.detail()).contains("KEAP_SINK_LEDGER_TABLE");
        assertThat(keap.calls).isEmpty();
    }

    @Test
    void theLedgerKnowsTheParentByItsKey() {
        keap.withLedger();
        assertThat(cause(keap.deliver(note("n", "#4711")).getFirst())).isEqualTo(Cause.UNRESOLVED);
        keap.deliver(contact("a", "4711"));

        assertThat(keap.restarted().deliver(note("n", "#4711"))).containsExactly(CREATED);
        assertThat(keap.calls).noneMatch(call -> call.contains("contact"));
        assertParent(ObjectType.NOTES, ObjectType.CONTACTS);
    }

    @Test
    void anUnchangedChildNeedsNoLookUp() {
        keap.withLedger().deliver(contact("a"), note("n", "a"));

        assertThat(keap.restarted().deliver(note("n", "a"))).containsExactly(new Written(Effect.UNCHANGED));
        assertThat(keap.calls).isEmpty();
    }

    @Test
    void aChildIsNotRejectedForAnIdOfOursThatIsOutOfDate() {
        long id = keap.of(ObjectType.CONTACTS).add("a");
        keap.deliver(note("n", "a"));
        keap.of(ObjectType.CONTACTS).remove(id);
        long other = keap.of(ObjectType.CONTACTS).add("a");
        boolean[] refused = new boolean[1];
        keap.of(ObjectType.NOTES).failing(call -> {
            if (call.equals("create note m") && !refused[0]) {
                refused[0] = true;
                throw new KeapFailure.Refused("no", Purpose.of(Endpoint.WRITE, ObjectType.NOTES));
            }
        });

        assertThat(keap.deliver(note("m", "a"))).containsExactly(CREATED);
        assertThat(keap.of(ObjectType.NOTES)
                        .stored()
                        .lastEntry()
                        .getValue()
                        .path("contact_id")
                        .asLong())
                .isEqualTo(other);
    }

    @Test
    void aRefusedChildOfARememberedParentIsWrittenOnce() {
        keap.of(ObjectType.CONTACTS).add("a");
        keap.deliver(note("n", "a"));
        keap.of(ObjectType.NOTES).failing(call -> {
            if (call.startsWith("create")) {
                throw new KeapFailure.Refused("no", Purpose.of(Endpoint.WRITE, ObjectType.NOTES));
            }
        });

        assertThat(keap.deliver(note("l", "a"), note("m", "a")))
                .allMatch(outcome -> rejection(outcome).reason() == Reason.REFUSED_BY_KEAP);
        assertThat(keap.calls)
                .containsExactly("find note l", "create note l", "find contact a", "find note m", "create note m");
    }

    @Test
    void anIdWhoseParentIsGoneWaitsForTheParent() {
        long id = keap.of(ObjectType.CONTACTS).add("a");
        keap.deliver(note("n", "a"));
        keap.of(ObjectType.CONTACTS).remove(id);
        refuse(ObjectType.NOTES, "create note m");

        assertThat(cause(keap.deliver(note("m", "a")).getFirst())).isEqualTo(Cause.UNRESOLVED);
    }

    @Test
    void ofCoalescedRecordsEachHasItsOwnReference() {
        keap.of(ObjectType.CONTACTS).add("a");

        List<Outcome> outcomes = keap.deliver(note("n", "a"), note("n", "missing"));

        assertThat(outcomes.get(0)).isEqualTo(CREATED);
        assertThat(cause(outcomes.get(1))).isEqualTo(Cause.UNRESOLVED);
    }

    @Test
    void aDeleteDoesWithoutItsParent() {
        keap.of(ObjectType.NOTES).add("n");

        assertThat(keap.deliver(delete(note("n", "missing")))).containsExactly(new Written(Effect.REMOVED));
        assertThat(keap.of(ObjectType.NOTES).stored()).isEmpty();
    }

    @Test
    void anObjectWithoutTagsIsDeletedOnlyWhereDeletesDelete() {
        keap.of(ObjectType.NOTES).add("n");

        assertThat(keap.onDelete(OnDelete.UNTAG).deliver(delete(note("n", "a"))))
                .containsExactly(new Written(Effect.UNCHANGED));
        assertThat(keap.calls).isEmpty();
    }

    @Test
    void aParentThatTheBatchDeletesIsGoneForItsChildren() {
        keap.of(ObjectType.CONTACTS).add("a");

        List<Outcome> outcomes = keap.deliver(delete(contact("a")), note("n", "a"));

        assertThat(outcomes.get(0)).isEqualTo(new Written(Effect.REMOVED));
        assertThat(cause(outcomes.get(1))).isEqualTo(Cause.UNRESOLVED);
        assertThat(keap.calls).containsExactly("find contact a", "delete contact a");
    }

    @Test
    void aParentThatTheBatchCreatesAnewHasTheChildren() {
        long id = keap.of(ObjectType.CONTACTS).add("a");

        assertThat(keap.deliver(note("n", "a"), delete(contact("a")), contact("a"))
                        .getFirst())
                .isEqualTo(CREATED);
        assertThat(keap.only(ObjectType.NOTES).path("contact_id").asLong()).isNotEqualTo(id);
        assertParent(ObjectType.NOTES, ObjectType.CONTACTS);
    }

    private static String noteOfNew(String id, String contact) {
        return record("notes", id, ",'contact_new':'" + contact + "'");
    }

    @Test
    void aMissingParentIsCreatedOnceForAllItsChildren() {
        Outcomes outcomes = keap.deliver(Messages.of(noteOfNew("n", "a"), noteOfNew("m", "a")));

        assertThat(outcomes.byPosition()).hasSize(2);
        assertThat(FakeAccount.outcomes(outcomes)).containsOnly(CREATED);
        assertThat(keap.calls).containsOnlyOnce("create contact a").startsWith("find contact a", "create contact a");
    }

    /** The simulator, which has the tags, does not know the contacts. */
    @Test
    void aParentThatDidNotGetItsTagIsTriedAgainWithItsChildren() {
        keap.tagged();
        for (int i = 0; i < 2; i++) {
            assertThat(keap.deliver(noteOfNew("n", "a"))).allMatch(outcome -> cause(outcome) == Cause.UNAVAILABLE);
            assertThat(keap.calls).startsWith("find contact a").noneMatch(call -> call.contains("note"));
        }
        assertThat(keap.account.calls())
                .filteredOn("POST /v1/tags/101/contacts"::equals)
                .hasSize(2);
        assertThat(keap.of(ObjectType.CONTACTS).stored()).hasSize(1);
    }

    @Test
    void aParentThatARecordIsAboutIsNotCreatedForAChild() {
        assertThat(keap.deliver(noteOfNew("n", "a"), contact("a"))).containsOnly(CREATED);
        assertThat(keap.calls).containsOnlyOnce("create contact a");
    }

    @Test
    void aParentThatIsRememberedIsNotTouched() {
        keap.deliver(noteOfNew("n", "a"));
        keap.deliver(noteOfNew("m", "a"));

        assertThat(keap.calls).containsExactly("find note m", "create note m");
    }

    @Test
    void aParentThatCouldNotBeCreatedMakesItsChildrenWait() {
        unavailable(ObjectType.CONTACTS, "create contact a");
        assertThat(keap.withLedger().deliver(noteOfNew("n", "a"), noteOfNew("m", "b")))
                .satisfiesExactly(
                        waiting -> assertThat(cause(waiting)).isEqualTo(Cause.UNCLEAR),
                        written -> assertThat(written).isEqualTo(CREATED));
    }

    @Test
    void aParentThatKeapRefusesRejectsItsChildren() {
        refuse(ObjectType.CONTACTS, "create contact a");

        Rejected rejection = rejection(keap.deliver(noteOfNew("n", "a")).getFirst());
        assertThat(rejection.reason()).isEqualTo(Reason.REFUSED_BY_KEAP);
        assertThat(rejection.detail()).isEqualTo("no");
    }

    @Test
    void onAFifoQueueAParentIsCreatedForItsGroupOnly() {
        List<Outcome> outcomes = FakeAccount.outcomes(
                keap.deliver(Messages.fifo("g|" + noteOfNew("n", "a"), "h|" + noteOfNew("m", "a"))));

        assertThat(outcomes).containsOnly(CREATED);
        assertThat(keap.calls).containsOnlyOnce("create contact a");
    }
}
