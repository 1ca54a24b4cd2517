package dev.keapsink.batch;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns outcomes into what the queues are told. A rejected message is done only after the reject queue took its record,
 * never before.
 */
public final class Settlement {

    private final RejectQueue rejectQueue;
    private final Visibility visibility;
    private final RedeliveryDelay redelivery;

    public Settlement(RejectQueue rejectQueue, Visibility visibility, RedeliveryDelay redelivery) {
        this.rejectQueue = rejectQueue;
        this.visibility = visibility;
        this.redelivery = redelivery;
    }

    /** The ids of the messages to return to the queue, in the order of the batch. */
    List<String> settle(List<Message> messages, List<Outcome> outcomes, Deadline deadline) {
        Set<String> taken = rejectQueue.send(rejects(messages, outcomes), deadline);
        List<Visibility.Delay> returned = returned(messages, outcomes, taken);
        visibility.hide(returned, deadline);
        return returned.stream().map(delay -> delay.message().id()).toList();
    }

    private List<Visibility.Delay> returned(List<Message> messages, List<Outcome> outcomes, Set<String> taken) {
        List<Visibility.Delay> returned = new ArrayList<>();
        Map<String, Duration> heldUp = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            Optional<Duration> wait = switch (outcomes.get(i)) {
                case Written written -> Optional.ofNullable(heldUp.get(group(message)));
                case Rejected rejected ->
                    taken.contains(message.id()) ? Optional.empty() : Optional.of(untilTheRejectQueueWorks(message));
                case RetryLater(var cause, var after) -> Optional.of(after);
            };
            wait.ifPresent(time -> {
                returned.add(new Visibility.Delay(message, time));
                heldUp.putIfAbsent(group(message), time);
            });
        }
        return returned;
    }

    private Duration untilTheRejectQueueWorks(Message message) {
        return redelivery.of(
                Cause.UNAVAILABLE, Duration.ZERO, message.delivery().receiveCount());
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
}
