package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was written before is not written again. */
class LedgerUnchangedTest {

    private static final String TITLE = "{\"email\":\"a@example.com\",\"job_title\":\"%s\"}";

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private int writesOf(Runnable delivery) {
        int before = sink.keap.writes();
        delivery.run();
        return sink.keap.writes() - before;
    }

    private int effects(Effect effect) {
        return sink.figures.getLast().written().getOrDefault(effect, 0);
    }

    private static String versioned(int version, String title) {
        return "{\"version\":%d,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"%s\"}}".formatted(version, title);
    }

    @Test
    void aBatchThatIsAllNewCostsOneReadAndTwoWritesARecord() {
        assertThat(sink.deliver(contacts())).isEmpty();

        assertThat(sink.ledger.reads()).isEqualTo(1);
        assertThat(sink.ledger.writes()).isEqualTo(200);
        assertThat(effects(Effect.CREATED)).isEqualTo(100);
    }

    @Test
    void aBatchThatIsUnchangedCostsOneReadAndNothingElse() {
        sink.deliver(contacts());
        int calls = sink.calls().size();

        assertThat(sink.deliver(contacts())).isEmpty();

        assertThat(sink.ledger.reads()).isEqualTo(2);
        assertThat(sink.ledger.writes()).isEqualTo(200);
        assertThat(sink.calls()).hasSize(calls);
        assertThat(effects(Effect.UNCHANGED)).isEqualTo(100);
    }

    private static List<Message> contacts() {
        return Messages.of(
                IntStream.range(0, 100).mapToObj(i -> contact("c" + i)).toList());
    }

    @Test
    void anotherProcessKnowsItToo() {
        sink.deliver(contact("a"));

        assertThat(writesOf(() -> sink.restarted().deliver(contact("a")))).isZero();
    }

    @Test
    void whatHasChangedIsWrittenWithoutTheTagsThatTheContactHas() {
        sink.deliver(TITLE.formatted("first"));

        assertThat(writesOf(() -> sink.deliver(TITLE.formatted("second"))))
                .as("the contact, but no tag")
                .isEqualTo(1);
        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("second");
        assertThat(writesOf(() -> sink.deliver(TITLE.formatted("first")))).isEqualTo(1);
    }

    @Test
    void anAddressInAnotherCaseIsNoChange() {
        sink.deliver(contact("a"));

        assertThat(writesOf(() -> sink.deliver("{\"email\":\" A@Example.com\",\"first_name\":\"a\"}")))
                .isZero();
    }

    @Test
    void aMissingTagCostsTheTagCallOnly() {
        sink.deliver(contact("a"));

        assertThat(writesOf(() -> sink.deliver("{\"tags\":[102],\"data\":" + contact("a") + "}")))
                .isEqualTo(1);
        assertThat(sink.calls()).last().isEqualTo("POST /v1/tags/102/contacts");
        assertThat(effects(Effect.UNCHANGED)).isEqualTo(1);
        assertThat(writesOf(() -> sink.deliver("{\"tags\":[102],\"data\":" + contact("a") + "}")))
                .isZero();
    }

    @Test
    void anotherContactTypeMatchRuleOrPolicyIsAChange() {
        sink.keap.contactTypes("Lead", "Customer");
        sink.deliver(contact("a"));

        assertThat(writesOf(() -> sink.contactType("Lead").restarted().deliver(contact("a"))))
                .isEqualTo(1);
        assertThat(writesOf(
                        () -> sink.writing(WritePolicy.UPDATE_ONLY).restarted().deliver(contact("a"))))
                .isEqualTo(1);
        assertThat(writesOf(() ->
                        sink.matching(MatchRule.EMAIL_AND_NAME).restarted().deliver(contact("a"))))
                .as("nothing is known of who is one contact by this rule, its tags neither")
                .isEqualTo(2);
    }

    @Test
    void aLaterVersionThatAsksTheSameIsNotWrittenButRemembered() {
        sink.deliver(versioned(1, "same"));

        assertThat(writesOf(() -> sink.deliver(versioned(3, "same")))).isZero();
        assertThat(sink.ledger.writes()).as("claim, finish and the version").isEqualTo(3);
        assertThat(writesOf(() -> sink.deliver(versioned(2, "other"))))
                .as("older than what was acknowledged")
                .isZero();
        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("same");
    }

    @Test
    void theSameVersionWithOtherContentIsWritten() {
        sink.deliver(versioned(1, "one"));

        assertThat(writesOf(() -> sink.deliver(versioned(1, "other")))).isEqualTo(1);
    }

    @Test
    void recordsThatWereCoalescedAreKnownHoweverTheyComeAgain() {
        sink.deliver(versioned(1, "one"), versioned(2, "two"), versioned(3, "three"));

        assertThat(writesOf(() -> sink.deliver(versioned(3, "three")))).isZero();
        assertThat(writesOf(() -> sink.deliver(versioned(1, "one")))).isZero();
        assertThat(writesOf(() -> sink.deliver(versioned(2, "two"), versioned(3, "three"))))
                .isZero();
    }

    @Test
    void recordsWithoutAVersionAreUnchangedTogetherIfTheLastOneLeavesNothingOfTheOthers() {
        sink.deliver(TITLE.formatted("one"), TITLE.formatted("two"));

        assertThat(writesOf(() -> sink.deliver(TITLE.formatted("one"), TITLE.formatted("two"))))
                .isZero();
        assertThat(writesOf(() -> sink.deliver(contact("a"), TITLE.formatted("two"))))
                .as("the first one adds a name")
                .isEqualTo(1);
        assertThat(sink.contact("a@example.com").text("given_name")).isEqualTo("a");
    }

    @Test
    void whatUpdateOnlyDidNotFindIsLookedForAgain() {
        sink.writing(WritePolicy.UPDATE_ONLY);
        sink.deliver(contact("a"));
        sink.writing(WritePolicy.UPSERT).restarted().deliver("{\"email\":\"b@example.com\"}");

        int calls = sink.calls().size();
        sink.writing(WritePolicy.UPDATE_ONLY).restarted();
        sink.deliver(contact("a"));

        assertThat(sink.calls()).hasSizeGreaterThan(calls);
        assertThat(sink.ledger.entries()).as("only what is in Keap").hasSize(1);
    }

    @Test
    void withoutALedgerEveryRecordIsWritten() {
        InMemorySink forgetful = new InMemorySink().tags(101L);
        forgetful.deliver(contact("a"));
        forgetful.deliver(contact("a"));

        assertThat(forgetful.writes().stream().filter("PUT /v1/contacts"::equals))
                .hasSize(2);
    }

    @Test
    void whatNobodyHasWrittenForLongIsWrittenAgainHoweverItsVersionMoves() {
        sink.deliver(versioned(1, "same"));

        assertThat(writesOf(() -> {
                    for (int version = 2; version < 6; version++) {
                        sink.time.advance(Duration.ofDays(10));
                        sink.deliver(versioned(version, "same"));
                    }
                }))
                .as("the contact and its tag, once in 40 days or not yet")
                .isIn(0, 2);
        sink.time.advance(Duration.ofDays(6));
        assertThat(writesOf(() -> sink.deliver(versioned(7, "same")))).isIn(0, 2);
        assertThat(puts()).isEqualTo(2);
    }

    @Test
    void whatWasWrittenOnOneDayIsNotWrittenAgainOnOneDay() {
        sink.deliver(contacts());
        sink.time.advance(Duration.ofDays(40));
        long before = puts();

        sink.deliver(contacts());

        assertThat(puts() - before).isBetween(20L, 80L);
    }

    private long puts() {
        return sink.writes().stream().filter("PUT /v1/contacts"::equals).count();
    }

    @Test
    void whatUpdateOnlyDidNotFindAnyMoreIsNotTakenForUnchanged() {
        InMemorySink people = sink.otherInstance().withoutLedger().onDelete(OnDelete.DELETE);
        people.deliver(contact("a"));
        sink.writing(WritePolicy.UPDATE_ONLY).deliver(versioned(1, "x"));
        people.deliver(Bodies.DELETE_A);
        sink.deliver(versioned(2, "y"));
        people.deliver(contact("a"));

        sink.deliver(versioned(3, "x"));

        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("x");
        assertThat(sink.contact("a@example.com").tagIds()).contains(101L);
    }
}
