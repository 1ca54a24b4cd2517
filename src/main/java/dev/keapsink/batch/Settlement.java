package dev.keapsink.batch;

import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns outcomes into what the queues are told. A rejected message is done only after the reject queue took its record,
 * never before.
 */
public final class Settlement {

    private final RejectQueue rejectQueue;
    private final Visibility visibility;

    public Settlement(RejectQueue rejectQueue, Visibility visibility) {
        this.rejectQueue = rejectQueue;
        this.visibility = visibility;
    }

    /** The ids of the messages to return to the queue, in the order of the batch. */
    List<String> settle(List<Message> messages, List<Outcome> outcomes, Deadline deadline) {
        Set<String> taken = rejectQueue.send(rejects(messages, outcomes), deadline);
        visibility.hide(delays(messages, outcomes), deadline);
        List<String> returned = new ArrayList<>();
        Set<String> heldUp = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            boolean done = switch (outcomes.get(i)) {
                case Written written -> !heldUp.contains(group(message));
                case Rejected rejected -> taken.contains(message.id());
                case RetryLater later -> false;
            };
            if (!done) {
                returned.add(message.id());
                heldUp.add(group(message));
            }
        }
        return returned;
    }

    /**
     * What has to come again together. A reject that was not taken may be sound at its next delivery, so that on a FIFO
     * queue nothing behind it may be done before it.
     */
    private static String group(Message message) {
        return message.inFifoGroup() ? "group " + message.delivery().group() : "message " + message.id();
    }

    private static List<RejectQueue.Reject> rejects(List<Message> messages, List<Outcome> outcomes) {
        List<RejectQueue.Reject> rejects = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (outcomes.get(i) instanceof Rejected rejected) {
                rejects.add(new RejectQueue.Reject(messages.get(i), rejected));
            }
        }
        return rejects;
    }

    private static List<Visibility.Delay> delays(List<Message> messages, List<Outcome> outcomes) {
        List<Visibility.Delay> delays = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (outcomes.get(i) instanceof RetryLater(var cause, var after)) {
                delays.add(new Visibility.Delay(messages.get(i), after));
            }
        }
        return delays;
    }
}
