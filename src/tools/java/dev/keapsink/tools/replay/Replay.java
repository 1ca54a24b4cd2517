package dev.keapsink.tools.replay;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.queue.Batch;
import dev.keapsink.tools.queue.BatchDelivery;
import dev.keapsink.tools.queue.HeldMessages;
import dev.keapsink.tools.queue.OutgoingMessage;
import dev.keapsink.tools.queue.QueueReceiver;
import dev.keapsink.tools.queue.QueueSender;
import dev.keapsink.tools.queue.Reject;
import dev.keapsink.tools.queue.StopSignal;
import dev.keapsink.tools.queue.Throttle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Moves messages back to the source queue. A message is deleted only after SQS confirmed its copy there. An interrupted
 * run therefore loses none, and sends at most ten messages twice. A message that is not sent stays invisible until the
 * end of the run, so that each message is handled once.
 */
final class Replay {
    private final QueueReceiver from;
    private final Optional<QueueSender> to;
    private final boolean fifo;
    private final Selection selection;
    private final Throttle throttle;
    private final StopSignal stop;
    private final ReplayTally tally = new ReplayTally();

    /** Messages that stay, or are not sent yet. */
    private final HeldMessages held;

    /** The ids of messages that were sent and that SQS did not delete. */
    private final Set<String> toDelete = new HashSet<>();

    /**
     * Connects the two queues.
     *
     * @param to the source queue; empty for a dry run, which counts and neither sends nor deletes
     * @param fifo whether the source queue is a FIFO queue
     * @param selection the messages to send
     */
    Replay(
            QueueReceiver from,
            Optional<QueueSender> to,
            boolean fifo,
            Selection selection,
            Throttle throttle,
            StopSignal stop) {
        this.from = from;
        this.to = to;
        this.fifo = fifo;
        this.selection = selection;
        this.throttle = throttle;
        this.stop = stop;
        this.held = new HeldMessages(from);
    }

    ReplayTally tally() {
        return tally;
    }

    /** Returns how many messages of the queue are known to stay there, sent ones that SQS did not delete included. */
    int known() {
        return held.size() + toDelete.size();
    }

    /**
     * Handles the messages that the queue hands out, each once, until it hands out no new one or the operator stops the
     * run. It may be called again.
     *
     * @param progress gets the number of messages handled so far
     * @throws CommandFailure if SQS refuses a call or does not answer
     */
    void run(IntConsumer progress) throws InterruptedException {
        List<Message> received = next();
        while (!received.isEmpty()) {
            handle(received);
            progress.accept(tally.sent() + tally.kept() + tally.unsendable());
            received = held.allSeen() ? List.of() : next();
        }
    }

    private List<Message> next() throws InterruptedException {
        throttle.await();
        return stop.isAsked() ? List.of() : from.receive();
    }

    /** Makes the messages that stay visible again. Returns a sentence if SQS did not do so. */
    Optional<String> release() {
        return held.release();
    }

    private void handle(List<Message> received) throws InterruptedException {
        List<Message> fresh = new ArrayList<>();
        List<Message> sentBefore = new ArrayList<>();
        for (Message message : received) {
            if (toDelete.contains(message.messageId())) {
                sentBefore.add(message);
            } else if (held.add(message)) {
                fresh.add(message);
            }
        }
        delete(sentBefore);
        sendWanted(fresh);
    }

    private void sendWanted(List<Message> messages) throws InterruptedException {
        Batch<Message> batch = new Batch<>(fifo);
        for (Message message : messages) {
            Optional<OutgoingMessage> entry = wanted(message);
            if (entry.isEmpty()) {
                continue;
            }
            if (!batch.hasRoomFor(entry.get())) {
                send(batch);
                batch = new Batch<>(fifo);
            }
            batch.add(message, entry.get());
        }
        send(batch);
    }

    /** Returns the message to send. It is empty in a dry run and for a message that stays, which is counted here. */
    private Optional<OutgoingMessage> wanted(Message message) {
        String reason = reason(message);
        if (!selection.takes(reason)) {
            tally.kept(reason);
            return Optional.empty();
        }
        Optional<OutgoingMessage> entry = selection.isConfirmed()
                ? Original.confirmed(new Reject(message), fifo)
                : Original.of(new Reject(message), fifo);
        if (entry.isEmpty()) {
            tally.unsendable(reason);
            if (Original.isCut(new Reject(message))) {
                tally.lacksAttributes();
            }
        } else if (to.isEmpty()) {
            tally.sent(reason);
        }
        return to.isEmpty() ? Optional.empty() : entry;
    }

    private static String reason(Message message) {
        return new Reject(message).reason();
    }

    private void send(Batch<Message> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        BatchDelivery delivery = to.orElseThrow().send(batch.entries());
        throttle.sent(delivery.confirmed().size());
        delivery.refused()
                .keySet()
                .forEach(i -> tally.unsendable(reason(batch.items().get(i))));
        List<Message> confirmed = IntStream.range(0, batch.items().size())
                .filter(delivery.confirmed()::contains)
                .mapToObj(batch.items()::get)
                .toList();
        confirmed.forEach(message -> {
            tally.sent(reason(message));
            held.remove(message.messageId());
            toDelete.add(message.messageId());
        });
        delete(confirmed);
        if (delivery.failure().isPresent()) {
            throw delivery.failure().get();
        }
    }

    private void delete(List<Message> messages) throws InterruptedException {
        List<Message> left = from.delete(messages);
        messages.stream()
                .filter(message -> !left.contains(message))
                .map(Message::messageId)
                .forEach(toDelete::remove);
    }
}
