package dev.keapsink.outcome;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the queues the outcomes of a batch. A message with rejected records is done only after the reject queue took
 * all of them, never before.
 */
public final class Settlement {

    private final RejectQueue rejectQueue;
    private final Visibility visibility;
    private final RedeliveryDelay redeliveryDelay;

    public Settlement(RejectQueue rejectQueue, Visibility visibility, RedeliveryDelay redeliveryDelay) {
        this.rejectQueue = rejectQueue;
        this.visibility = visibility;
        this.redeliveryDelay = redeliveryDelay;
    }

    /** Sends the rejects, hides the messages to return, and returns their ids in the order of the batch. */
    public List<String> settle(Outcomes outcomes, Deadline deadline) {
        List<RejectQueue.Reject> rejects = rejects(outcomes);
        Set<Integer> taken = rejectQueue.send(rejects, deadline);
        List<Visibility.Delay> returned =
                returned(taken.size() == rejects.size() ? outcomes : ReturnRule.apply(afterRejecting(outcomes, taken)));
        visibility.hide(returned, deadline);
        return returned.stream().map(delay -> delay.message().id()).toList();
    }

    private static List<RejectQueue.Reject> rejects(Outcomes outcomes) {
        List<RejectQueue.Reject> rejects = new ArrayList<>();
        for (RecordPosition position : outcomes.positions()) {
            if (outcomes.of(position) instanceof Rejected rejected) {
                rejects.add(new RejectQueue.Reject(position, rejected));
            }
        }
        return rejects;
    }

    /**
     * The outcomes that are left once the reject queue has answered. The records that it took are dropped; the others
     * come again with their messages. A record that it did not take holds up no later one of its object, because it may
     * be rejected again. It may also have become valid by then, so on a FIFO queue no later message of its group goes
     * before it.
     */
    private Outcomes afterRejecting(Outcomes outcomes, Set<Integer> taken) {
        Map<Integer, Outcome> left = new HashMap<>(outcomes.byPosition());
        left.keySet().removeAll(taken);
        List<RecordPosition> positions = outcomes.positions().stream()
                .filter(position -> left.containsKey(position.index()))
                .toList();
        for (RecordPosition position : positions) {
            left.computeIfPresent(
                    position.index(),
                    (index, outcome) -> outcome instanceof Rejected ? untilTheRejectQueueWorks(position) : outcome);
        }
        List<List<Integer>> objects = outcomes.objects().stream()
                .map(object -> object.stream()
                        .filter(index -> !(outcomes.byPosition().get(index) instanceof Rejected))
                        .toList())
                .toList();
        return new Outcomes(positions, objects, left);
    }

    private RetryLater untilTheRejectQueueWorks(RecordPosition position) {
        return new RetryLater(
                Cause.UNAVAILABLE, redeliveryDelay.of(Cause.UNAVAILABLE, Duration.ZERO, position.receiveCount()));
    }

    private static List<Visibility.Delay> returned(Outcomes outcomes) {
        List<Visibility.Delay> returned = new ArrayList<>();
        for (List<RecordPosition> message : outcomes.messages()) {
            if (outcomes.of(message.getFirst()) instanceof RetryLater later) {
                returned.add(new Visibility.Delay(message.getFirst().message(), later.after()));
            }
        }
        return returned;
    }
}
