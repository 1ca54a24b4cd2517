package dev.keapsink.tools.demo;

import dev.keapsink.tools.local.EventSource;
import dev.keapsink.tools.local.InvocationResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.Message;

/** Counts what the event source did with every message. Safe for use from many threads. */
public final class Tally implements EventSource.Listener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Integer> receipts = new HashMap<>();
    private final Map<String, Integer> ackedInBatch = new HashMap<>();
    private final Map<String, Integer> returns = new HashMap<>();
    private int changes;
    private int batches;
    private int returnedByFunction;
    private int crashes;
    private int timeouts;
    private int errors;

    @Override
    public void received(List<Message> batch) {
        update(() -> batch.forEach(message -> receipts.merge(message.messageId(), 1, Integer::sum)));
    }

    @Override
    public void handled(List<Message> batch, InvocationResult result, Set<String> failed) {
        update(() -> {
            batches++;
            switch (result) {
                case InvocationResult.Reply reply -> returnedByFunction += failed.size();
                case InvocationResult.FunctionError error -> errors++;
                case InvocationResult.TimedOut timedOut -> timeouts++;
                case InvocationResult.Crashed crashed -> crashes++;
            }
            batch.stream().map(Message::messageId).forEach(id -> {
                if (failed.contains(id)) {
                    returns.merge(id, 1, Integer::sum);
                } else {
                    ackedInBatch.put(id, batches);
                }
            });
        });
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something was received or handled, at most for a while. */
    public void awaitChange(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            int seen = changes;
            long nanos = atMost.toNanos();
            while (changes == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The messages that were deleted from the queue, each with the number of the batch in which that happened. */
    public Map<String, Integer> acked() {
        return read(() -> Map.copyOf(ackedInBatch));
    }

    public int ackedCount() {
        return read(ackedInBatch::size);
    }

    /** How many messages were received at least once. */
    public int receivedCount() {
        return read(receipts::size);
    }

    /** How many messages were received more than once. */
    public int redeliveredCount() {
        return read(() -> (int) receipts.values().stream().filter(n -> n > 1).count());
    }

    /** How many messages were left in the queue at least once. */
    public int returnedCount() {
        return read(returns::size);
    }

    /** How often the function itself asked for a message to come again. */
    public int returnedByFunction() {
        return read(() -> returnedByFunction);
    }

    public int crashes() {
        return read(() -> crashes);
    }

    public int timeouts() {
        return read(() -> timeouts);
    }

    public int errors() {
        return read(() -> errors);
    }

    public int batches() {
        return read(() -> batches);
    }
}
