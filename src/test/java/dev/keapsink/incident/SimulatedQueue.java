package dev.keapsink.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An SQS queue in virtual time with its dead-letter queue: what is received is hidden for a while, comes again unless it
 * is deleted, and expires in the end. On a FIFO queue a group waits as long as one of its messages is under way.
 */
final class SimulatedQueue {

    static final Duration RETENTION = Duration.ofDays(10);

    /** Six times the function's timeout, and the batching window. */
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(725);

    private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

    private final Scheduler time;
    private final boolean fifo;
    private final int maxReceiveCount;
    private final Signal changed;
    private final TreeSet<QueuedMessage> visible = new TreeSet<>(Comparator.comparingLong(message -> message.sequence));
    private final TreeSet<QueuedMessage> hidden =
            new TreeSet<>(Comparator.<QueuedMessage, Instant>comparing(message -> message.visibleFrom)
                    .thenComparingLong(message -> message.sequence));
    private final Map<String, QueuedMessage> byReceipt = new HashMap<>();
    private final List<SentRecord> deadLetters = new ArrayList<>();
    private final List<SentRecord> expired = new ArrayList<>();
    private final Map<SentRecord, Integer> done = new LinkedHashMap<>();
    private long sequence;
    private int firstDeliveries;
    private int repeatEvery = Integer.MAX_VALUE;
    private Supplier<Duration> repeatAfter = () -> Duration.ZERO;

    SimulatedQueue(Scheduler time, boolean fifo, int maxReceiveCount) {
        this.time = time;
        this.fifo = fifo;
        this.maxReceiveCount = maxReceiveCount;
        this.changed = new Signal(time);
    }

    boolean isFifo() {
        return fifo;
    }

    /** Puts a record into the queue as a new message, whose id it returns. */
    String send(SentRecord record) {
        QueuedMessage message = new QueuedMessage("m" + sequence, record, sequence++, time.instant(), time.instant());
        visible.add(message);
        changed.raise();
        return message.id;
    }

    /**
     * From now on every so many messages are delivered a second time, so long after the first, whatever becomes of that one
     * meanwhile: SQS delivers at least once.
     */
    void repeat(int every, Supplier<Duration> after) {
        repeatEvery = every;
        repeatAfter = after;
    }

    private void repeatIfItsTurn(QueuedMessage original) {
        if (original.wasReceived() || ++firstDeliveries % repeatEvery != 0) {
            return;
        }
        Instant when = time.instant().plus(repeatAfter.get());
        hidden.add(new QueuedMessage(original.id, original.record, sequence++, original.sentAt, when));
        time.at(when, changed::raise);
    }

    /** Hands out up to so many messages and hides them. */
    List<QueuedMessage> receive(int most) {
        update();
        List<QueuedMessage> received = new ArrayList<>();
        Set<String> blocked = blockedGroups();
        for (Iterator<QueuedMessage> all = visible.iterator(); all.hasNext() && received.size() < most; ) {
            QueuedMessage message = all.next();
            if (fifo && blocked.contains(message.record.group())) {
                continue;
            }
            all.remove();
            if (message.receiveCount == maxReceiveCount) {
                deadLetters.add(message.record);
            } else {
                received.add(message);
            }
        }
        received.forEach(this::handOut);
        return received;
    }

    private void handOut(QueuedMessage message) {
        repeatIfItsTurn(message);
        byReceipt.remove(message.receipt);
        message.receiveCount++;
        message.receipt = message.id + "-" + message.sequence + "-" + message.receiveCount;
        message.receivedAt = time.instant();
        message.visibleFrom = time.instant().plus(VISIBILITY_TIMEOUT);
        byReceipt.put(message.receipt, message);
        hidden.add(message);
    }

    private Set<String> blockedGroups() {
        Set<String> blocked = new HashSet<>();
        if (fifo) {
            hidden.stream().filter(QueuedMessage::wasReceived).forEach(message -> blocked.add(message.record.group()));
        }
        return blocked;
    }

    private void update() {
        Instant now = time.instant();
        while (!hidden.isEmpty() && !hidden.first().visibleFrom.isAfter(now)) {
            visible.add(hidden.pollFirst());
        }
        Instant tooOld = now.minus(RETENTION);
        while (!visible.isEmpty() && !visible.first().sentAt.isAfter(tooOld)) {
            expired.add(visible.pollFirst().record);
        }
    }

    /** Waits until there may be something to receive, but no longer than to an instant. */
    void awaitMessages(Instant until) {
        update();
        boolean soon = !hidden.isEmpty() && hidden.first().visibleFrom.isBefore(until);
        changed.await(soon ? hidden.first().visibleFrom : until);
    }

    /** Wakes those who wait for messages. */
    void wake() {
        changed.raise();
    }

    /** Deletes a message by its newest receipt; an older one has no effect. */
    void delete(String receipt) {
        QueuedMessage message = byReceipt.remove(receipt);
        if (message != null) {
            done.putIfAbsent(message.record, message.receiveCount);
            if (!hidden.remove(message)) {
                visible.remove(message);
            }
            if (fifo) {
                expectNothingBefore(message);
            }
        }
        changed.raise();
    }

    /** On a FIFO queue nothing may be done while something before it in its group is not. */
    private void expectNothingBefore(QueuedMessage deleted) {
        boolean overtakes = Stream.concat(hidden.stream(), visible.stream())
                .anyMatch(message -> message.sequence < deleted.sequence
                        && message.record.group().equals(deleted.record.group()));
        if (overtakes) {
            throw new AssertionError("A message was done before one that comes before it in its group");
        }
    }

    /** Whether the message is hidden from now on for so long: not with an old receipt, nor for more than SQS allows. */
    boolean hide(String receipt, Duration howLong) {
        QueuedMessage message = byReceipt.get(receipt);
        Instant until = time.instant().plus(howLong);
        if (message == null || !hidden.remove(message)) {
            return false;
        }
        boolean allowed = !until.isAfter(message.receivedAt.plus(LONGEST_HIDDEN));
        message.visibleFrom = allowed ? until : message.visibleFrom;
        hidden.add(message);
        changed.raise();
        return allowed;
    }

    /** Empties the dead-letter queue. */
    List<SentRecord> takeDeadLetters() {
        List<SentRecord> taken = List.copyOf(deadLetters);
        deadLetters.clear();
        return taken;
    }

    /** The records of all messages that are still there. */
    List<SentRecord> queued() {
        List<SentRecord> queued = new ArrayList<>();
        visible.forEach(message -> queued.add(message.record));
        hidden.forEach(message -> queued.add(message.record));
        return queued;
    }

    boolean isEmpty() {
        return visible.isEmpty() && hidden.isEmpty();
    }

    List<SentRecord> deadLetters() {
        return deadLetters;
    }

    /** The records whose messages were deleted, and at which delivery that was first. */
    Map<SentRecord, Integer> done() {
        return done;
    }

    List<SentRecord> expired() {
        return expired;
    }
}
