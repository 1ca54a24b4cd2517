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
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final List<Message> MESSAGES = Messages.of("a", "b", "c", "d");

    private static final Outcome WRITTEN = new Written(Effect.CREATED);
    private static final Outcome REJECTED = new Rejected(Reason.UNREADABLE, null, "no");

    private static final List<Outcome> OUTCOMES = List.of(
            WRITTEN,
            REJECTED,
            new RetryLater(Cause.THROTTLED, Duration.ofSeconds(40)),
            new Rejected(Reason.NO_MATCH_KEY, "email", "no"));

    private static final RedeliveryDelay REDELIVERY =
            new RedeliveryDelay(new Backoff(() -> 0.5), Duration.ofMinutes(2));

    private static final Deadline DEADLINE = Deadline.in(Duration.ofSeconds(10), new VirtualTime());

    private final List<String> events = new ArrayList<>();

    private List<String> settle(Set<Integer> taken) {
        return settle(MESSAGES, OUTCOMES, taken);
    }

    private List<String> settle(List<Message> messages, List<Outcome> outcomes, Set<Integer> taken) {
        RejectQueue rejects = (sent, deadline) -> {
            sent.forEach(reject -> events.add("reject " + reject.message().id()));
            return taken;
        };
        Visibility visibility = (delays, deadline) ->
                delays.forEach(delay -> events.add("hide " + delay.message().id() + " " + delay.after()));
        return new Settlement(rejects, visibility, REDELIVERY).settle(OutcomesOf.records(messages, outcomes), DEADLINE);
    }

    @Test
    void aRejectIsDoneOnceTheRejectQueueTookIt() {
        assertThat(settle(Set.of(1, 3))).containsExactly("m2");
        assertThat(events).containsExactly("reject m1", "reject m3", "hide m2 PT40S");
    }

    /** A second look at what comes again, without the rejects, once shortened delays that the log had told already. */
    @Test
    void whatComesAgainIsHiddenAsLongAsItsOutcomeSays() {
        for (long seed = 0; seed < 2000; seed++) {
            Outcomes outcomes = ReturnRule.apply(RandomBatch.of(seed));
            Map<String, Duration> hidden = new HashMap<>();
            RejectQueue takesAll = (sent, deadline) ->
                    sent.stream().map(reject -> reject.position().index()).collect(Collectors.toSet());
            Visibility visibility = (delays, deadline) ->
                    delays.forEach(delay -> hidden.put(delay.message().id(), delay.after()));

            new Settlement(takesAll, visibility, REDELIVERY).settle(outcomes, DEADLINE);

            Map<String, Duration> told = new HashMap<>();
            outcomes.positions().forEach(position -> {
                if (outcomes.of(position) instanceof RetryLater later) {
                    told.put(position.message().id(), later.after());
                }
            });
            assertThat(hidden).as("seed %d", seed).isEqualTo(told);
        }
    }

    @Test
    void aRejectThatTheRejectQueueDidNotTakeIsReturned() {
        assertThat(settle(Set.of(3))).containsExactly("m1", "m2");
        assertThat(events).containsExactly("reject m1", "reject m3", "hide m1 PT30S", "hide m2 PT40S");
        assertThat(settle(Set.of())).containsExactly("m1", "m2", "m3");
    }

    @Test
    void onAFifoQueueWhatFollowsARejectThatWasNotTakenComesAgainWithIt() {
        List<Message> messages = Messages.fifo("g|a", "g|b", "h|c", "g|d", "g|e");
        List<Outcome> outcomes = List.of(WRITTEN, REJECTED, WRITTEN, WRITTEN, REJECTED);

        assertThat(settle(messages, outcomes, Set.of(4))).containsExactly("m1", "m3");
        assertThat(events).as("with the same delay").contains("hide m1 PT30S", "hide m3 PT30S");
        assertThat(settle(messages, outcomes, Set.of(1, 4))).isEmpty();
    }

    @Test
    void aMessageIsDoneOnceTheRejectQueueTookAllOfItsRejects() {
        List<Message> messages = Messages.of(list("1", "{}", "2"), "{}");
        List<Outcome> outcomes = List.of(REJECTED, WRITTEN, REJECTED, WRITTEN);

        assertThat(settle(messages, outcomes, Set.of(0, 2))).isEmpty();
        assertThat(settle(messages, outcomes, Set.of(2))).containsExactly("m0");
        assertThat(settle(messages, outcomes, Set.of(0))).containsExactly("m0");
    }

    @Test
    void whatIsBehindAWrittenRecordComesAgainWithItsMessageForTheRejectThatWasNotTaken() {
        List<Message> messages =
                Messages.of(list(upsert("a"), "7"), upsert("b"), list(upsert("a"), upsert("b"), "8"), upsert("b"));
        List<Outcome> outcomes = List.of(WRITTEN, REJECTED, WRITTEN, WRITTEN, WRITTEN, REJECTED, WRITTEN);

        assertThat(settle(messages, outcomes, Set.of(5))).containsExactly("m0", "m2", "m3");
        assertThat(events).contains("hide m0 PT30S", "hide m2 PT30S", "hide m3 PT30S");
    }

    @Test
    void behindARejectThatWasNotTakenItsContactGoesOn() {
        List<Message> messages = Messages.of(list(upsert("a"), upsert("b")), upsert("a"), upsert("b"));

        assertThat(settle(messages, List.of(REJECTED, WRITTEN, WRITTEN, WRITTEN), Set.of()))
                .containsExactly("m0", "m2");
    }

    @Test
    void aMessageOfNothingButTakenRejectsStaysDoneOnAFifoQueue() {
        List<Message> messages = Messages.fifo("g|1", "g|[2,3]", "g|[4," + upsert("a") + "]");
        List<Outcome> outcomes = List.of(REJECTED, REJECTED, REJECTED, REJECTED, WRITTEN);

        assertThat(settle(messages, outcomes, Set.of(1, 2, 3))).containsExactly("m0", "m2");
    }

    @Test
    void onAStandardQueueARejectThatWasNotTakenComesAgainAlone() {
        List<Message> fair = List.of(Messages.message(0, "a", 1, "g", false), Messages.message(1, "b", 1, "g", false));

        assertThat(settle(fair, List.of(REJECTED, WRITTEN), Set.of())).containsExactly("m0");
    }
}
