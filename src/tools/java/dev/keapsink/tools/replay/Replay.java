package dev.keapsink.tools.replay;

import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.tools.queue.Batch;
import dev.keapsink.tools.queue.Entry;
import dev.keapsink.tools.queue.Outbox;
import dev.keapsink.tools.queue.Sending;
import dev.keapsink.tools.queue.Stop;
import dev.keapsink.tools.queue.Throttle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Sends messages back to where they came from. Each is deleted only when the other queue has it for sure, so that an
 * interrupted run loses nothing and at worst sends ten messages twice. What is not sent stays out of sight until the end of
 * the run, so that every message is looked at once.
 */
final class Replay {
    static final String DEAD_LETTER = "(dead letter)";

    private final Inbox from;
    private final Optional<Outbox> to;
    private final boolean fifo;
    private final Optional<String> onlyReason;
    private final Throttle throttle;
    private final Stop stop;
    private final ReplayTally tally = new ReplayTally();

    /** The latest receipts of messages that are to stay, or not sent yet, by message id. */
    private final Map<String, String> held = new LinkedHashMap<>();

    /** Sent, but SQS did not delete them. */
    private final Set<String> toDelete = new HashSet<>();

    /** Held messages that came again since the last one that was new. */
    private final Set<String> again = new HashSet<>();

    private Optional<String> unreleased = Optional.empty();

    /**
     * Knows where messages go.
     *
     * @param to nowhere: nothing is sent or deleted, only counted
     * @param onlyReason the only reason to send messages of
     */
    Replay(Inbox from, Optional<Outbox> to, boolean fifo, Optional<String> onlyReason, Throttle throttle, Stop stop) {
        this.from = from;
        this.to = to;
        this.fifo = fifo;
        this.onlyReason = onlyReason;
        this.throttle = throttle;
        this.stop = stop;
    }

    ReplayTally tally() {
        return tally;
    }

    /**
     * Goes through the queue once.
     *
     * @param progress hears how many messages have been looked at
     * @throws LocalRunException if SQS does not let it go on
     */
    void run(IntConsumer progress) throws InterruptedException {
        try {
            throttle.await();
            List<Message> received = stop.isAsked() ? List.of() : from.receive();
            while (!received.isEmpty() && handle(received)) {
                progress.accept(tally.sent() + tally.left() + tally.stuck());
                throttle.await();
                received = stop.isAsked() ? List.of() : from.receive();
            }
        } finally {
            release();
        }
    }

    private void release() throws InterruptedException {
        try {
            from.release(List.copyOf(held.values()));
        } catch (LocalRunException e) {
            unreleased = Optional.of(e.getMessage());
        }
    }

    /** Why messages that stay are out of sight for another quarter of an hour, if they are. */
    Optional<String> unreleased() {
        return unreleased;
    }

    /** Returns false when every message has been seen. */
    private boolean handle(List<Message> received) throws InterruptedException {
        List<Message> fresh = new ArrayList<>();
        List<Message> sentBefore = new ArrayList<>();
        boolean allSeen = false;
        for (Message message : received) {
            if (toDelete.contains(message.messageId())) {
                sentBefore.add(message);
            } else if (held.put(message.messageId(), message.receiptHandle()) == null) {
                again.clear();
                fresh.add(message);
            } else {
                allSeen |= !again.add(message.messageId());
            }
        }
        delete(sentBefore);
        sendWanted(fresh);
        return !allSeen;
    }

    private void sendWanted(List<Message> messages) throws InterruptedException {
        Batch<Message> batch = new Batch<>(fifo);
        for (Message message : messages) {
            Optional<Entry> entry = wanted(message);
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

    /** What to send of a message; nothing, and it is counted, if it is to stay. */
    private Optional<Entry> wanted(Message message) {
        String reason = reason(message);
        if (onlyReason.isPresent() && !onlyReason.get().equals(reason)) {
            tally.left(reason);
            return Optional.empty();
        }
        Optional<Entry> entry = Original.of(message, fifo);
        if (entry.isEmpty()) {
            tally.stuck(reason);
            if (Original.isCut(message)) {
                tally.cut();
            }
        } else if (to.isEmpty()) {
            tally.sent(reason);
        }
        return to.isEmpty() ? Optional.empty() : entry;
    }

    private static String reason(Message message) {
        return Original.reason(message).orElse(DEAD_LETTER);
    }

    private void send(Batch<Message> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        Sending sending = to.orElseThrow().send(batch.entries());
        throttle.sent(sending.confirmed().size());
        sending.refused().keySet().forEach(i -> tally.stuck(reason(batch.items().get(i))));
        List<Message> confirmed = IntStream.range(0, batch.items().size())
                .filter(sending.confirmed()::contains)
                .mapToObj(batch.items()::get)
                .toList();
        confirmed.forEach(message -> {
            tally.sent(reason(message));
            held.remove(message.messageId());
            toDelete.add(message.messageId());
        });
        delete(confirmed);
        if (sending.trouble().isPresent()) {
            throw sending.trouble().get();
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
