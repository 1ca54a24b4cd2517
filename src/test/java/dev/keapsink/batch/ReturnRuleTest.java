package dev.keapsink.batch;

import static dev.keapsink.batch.Parts.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import dev.keapsink.support.Messages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnRuleTest {

    private static final Outcome DONE = new Written(Effect.UPDATED);
    private static final Outcome REJECTED = new Rejected(Reason.UNREADABLE, null, "no");
    private static final Outcome LATER = new RetryLater(Cause.UNAVAILABLE, Duration.ofSeconds(30));
    private static final Outcome MUCH_LATER = new RetryLater(Cause.QUOTA, Duration.ofHours(3));

    private static List<Outcome> apply(List<Message> messages, Outcome... outcomes) {
        return ReturnRule.apply(messages, Plan.of(Parts.of(messages)).contacts(), List.of(outcomes));
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
}
