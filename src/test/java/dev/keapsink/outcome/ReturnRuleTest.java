package dev.keapsink.outcome;

import static dev.keapsink.batch.Plans.list;
import static dev.keapsink.batch.Plans.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReturnRuleTest {

    private static final int SEEDS = 10_000;

    private static final Outcome DONE = new Written(Effect.UPDATED);
    private static final Outcome REJECTED = new Rejected(Reason.UNREADABLE, null, "no");
    private static final Outcome LATER = new RetryLater(Cause.UNAVAILABLE, Duration.ofSeconds(30));
    private static final Outcome MUCH_LATER = new RetryLater(Cause.QUOTA, Duration.ofHours(3));

    private static List<Outcome> apply(List<Message> messages, Outcome... outcomes) {
        Outcomes before = OutcomesOf.records(messages, List.of(outcomes));
        return OutcomesOf.inOrder(ReturnRule.apply(before));
    }

    @Test
    void laterMessagesOfAContactFollowTheFirstThatWaits() {
        List<Message> messages = Messages.of(upsert("a"), upsert("b"), upsert("a"), upsert("a"));

        assertThat(apply(messages, LATER, DONE, DONE, MUCH_LATER)).containsExactly(LATER, DONE, LATER, LATER);
    }

    @Test
    void laterMeansTheContactsOrderAndNotThePositionInTheBatch() {
        List<Message> messages = Messages.of(upsert("a", "2"), upsert("a", "1"));

        assertThat(apply(messages, DONE, LATER)).containsExactly(LATER, LATER);
        assertThat(apply(messages, LATER, DONE)).containsExactly(LATER, DONE);
    }

    @Test
    void laterMessagesOfAFifoGroupFollowWithTheSameDelay() {
        List<Message> messages = Messages.fifo(
                "g|" + upsert("a"), "h|" + upsert("b"), "g|" + upsert("c"), "g|no json", "h|" + upsert("d"));

        assertThat(apply(messages, MUCH_LATER, DONE, DONE, REJECTED, DONE))
                .containsExactly(MUCH_LATER, DONE, MUCH_LATER, MUCH_LATER, DONE);
    }

    @Test
    void aRejectedMessageHoldsUpNobody() {
        List<Message> messages = Messages.fifo("g|no json", "g|" + upsert("a"));

        assertThat(apply(messages, REJECTED, DONE)).containsExactly(REJECTED, DONE);
    }

    @Test
    void groupsOfAFairStandardQueueAreNotKeptInOrder() {
        List<Message> messages = List.of(
                Messages.message(0, upsert("a"), 1, "g", false), Messages.message(1, upsert("b"), 1, "g", false));

        assertThat(apply(messages, LATER, DONE)).containsExactly(LATER, DONE);
    }

    @Test
    void aMessageComesAgainWithAllItsRecordsAfterTheLongestOfTheirDelays() {
        List<Message> messages = Messages.of(list(upsert("a"), upsert("b"), "7", upsert("c")), upsert("d"));

        assertThat(apply(messages, LATER, DONE, REJECTED, MUCH_LATER, DONE))
                .containsExactly(MUCH_LATER, MUCH_LATER, MUCH_LATER, MUCH_LATER, DONE);
    }

    @Test
    void whatIsBehindAnyRecordOfAReturnedMessageIsReturnedWithIt() {
        List<Message> messages = Messages.of(
                list(upsert("a"), upsert("b")),
                list(upsert("a"), upsert("c")),
                upsert("c"),
                list(upsert("d"), upsert("e")));

        assertThat(apply(messages, DONE, MUCH_LATER, DONE, DONE, DONE, DONE, DONE))
                .containsExactly(MUCH_LATER, MUCH_LATER, MUCH_LATER, MUCH_LATER, MUCH_LATER, DONE, DONE);
    }

    @Test
    void whatIsBeforeAReturnedMessageIsDone() {
        List<Message> messages = Messages.of(upsert("a"), list(upsert("a"), upsert("b")));

        assertThat(apply(messages, DONE, DONE, LATER)).containsExactly(DONE, LATER, LATER);
    }

    @Test
    void aMessageBehindTwoOthersWaitsForTheLastOfThem() {
        List<Message> messages = Messages.of(upsert("a"), upsert("b"), list(upsert("b"), upsert("a")), upsert("a"));

        assertThat(apply(messages, LATER, MUCH_LATER, DONE, DONE, DONE))
                .containsExactly(LATER, MUCH_LATER, MUCH_LATER, MUCH_LATER, MUCH_LATER);
    }

    @Test
    void aRecordThatWaitsForAnEarlierOneOfItsMessageHasNoDelayOfItsOwn() {
        assertThat(apply(Messages.of(list(upsert("a"), upsert("a"), upsert("b"))), LATER, MUCH_LATER, DONE))
                .containsExactly(LATER, LATER, LATER);
    }

    @Test
    void messagesThatAreBehindEachOtherWaitForEachOther() {
        List<Message> messages = Messages.of(
                list(upsert("a", "1"), upsert("b", "2")), list(upsert("a", "2"), upsert("b", "1")), upsert("c"));

        assertThat(apply(messages, LATER, DONE, DONE, MUCH_LATER, DONE))
                .containsExactly(MUCH_LATER, MUCH_LATER, MUCH_LATER, MUCH_LATER, DONE);
    }

    @Test
    void inAFifoGroupLaterMessagesFollowAndEarlierRecordsOfTheMessageItselfDoNotGoBefore() {
        List<Message> messages = Messages.fifo(
                "g|" + upsert("x"),
                "g|" + list(upsert("a"), upsert("b"), upsert("c")),
                "h|" + upsert("d"),
                "g|" + list(upsert("e"), upsert("f")));

        assertThat(apply(messages, DONE, DONE, LATER, MUCH_LATER, DONE, MUCH_LATER, DONE))
                .containsExactly(DONE, MUCH_LATER, MUCH_LATER, MUCH_LATER, DONE, MUCH_LATER, MUCH_LATER);
    }

    @Test
    void waitingPassesOnFromContactToGroupAndFromGroupToContact() {
        List<Message> messages = Messages.fifo(
                "g1|" + upsert("a"),
                "g2|" + upsert("a"),
                "g2|" + upsert("b"),
                "g3|" + upsert("b"),
                "g3|" + upsert("c"),
                "g4|" + upsert("d"));

        assertThat(apply(messages, LATER, DONE, DONE, DONE, DONE, DONE))
                .containsExactly(LATER, LATER, LATER, LATER, LATER, DONE);
    }

    @Test
    void aDelayOfItsOwnIsKeptWhereOnlyTheMessageBeforeComesAgainForAnotherRecord() {
        List<Message> messages = Messages.of(list(upsert("a"), upsert("b")), upsert("b"));

        assertThat(apply(messages, LATER, DONE, MUCH_LATER)).containsExactly(LATER, LATER, MUCH_LATER);
    }

    @Test
    void ofTwoThatAreBehindEachOtherTheLongerDelayCounts() {
        List<Message> messages = Messages.fifo("g|" + upsert("a", "2"), "g|" + upsert("a", "1"));

        assertThat(apply(messages, LATER, MUCH_LATER)).containsExactly(MUCH_LATER, MUCH_LATER);
        assertThat(apply(messages, MUCH_LATER, LATER)).containsExactly(MUCH_LATER, MUCH_LATER);
    }

    @Test
    void aRecordKeepsItsOwnCauseWhereItsOwnDelayIsAsLong() {
        Outcome asLate = new RetryLater(Cause.THROTTLED, Duration.ofSeconds(30));

        assertThat(apply(Messages.of(list(upsert("a"), upsert("b"), upsert("c"))), LATER, asLate, DONE))
                .containsExactly(LATER, asLate, LATER);
    }

    @Test
    void returnsWhatRepeatedPassesOverTheBatchReturnWithTheSameDelays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcomes batch = RandomBatch.of(seed);

            assertThat(delays(ReturnRule.apply(batch)))
                    .as("seed %d", seed)
                    .isEqualTo(delays(NaiveReturnRule.apply(batch)));
        }
    }

    private static Map<Integer, Duration> delays(Outcomes outcomes) {
        Map<Integer, Duration> delays = new HashMap<>();
        outcomes.byPosition().forEach((index, outcome) -> {
            if (outcome instanceof RetryLater later) {
                delays.put(index, later.after());
            }
        });
        return delays;
    }
}
