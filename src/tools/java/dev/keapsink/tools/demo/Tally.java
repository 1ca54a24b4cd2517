package dev.keapsink.tools.demo;

import dev.keapsink.tools.local.EventSource;
import dev.keapsink.tools.local.InvocationResult;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.Message;

/** Counts the deliveries and outcomes of the messages, as the event source reports them. Thread-safe. */
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

    /** Counts messages as done in one batch that no event source reports. */
    public void settled(Collection<String> ids) {
        update(() -> {
            batches++;
            ids.forEach(id -> ackedInBatch.put(id, batches));
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

    /** Waits until a batch is received or handled, for no longer than a given time. */
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

    /** Returns the ids of the messages that were deleted from the queue, each with the number of its last batch. */
    public Map<String, Integer> acked() {
        return read(() -> Map.copyOf(ackedInBatch));
    }

    /** Returns how many messages were deleted from the queue. */
    public int ackedCount() {
        return read(ackedInBatch::size);
    }

    /** Returns how many messages were received at least once. */
    public int receivedCount() {
        return read(receipts::size);
    }

    /** Returns how many messages were received more than once. */
    public int redeliveredCount() {
        return read(() -> (int) receipts.values().stream().filter(n -> n > 1).count());
    }

    /** Returns how many messages stayed in the queue after a batch at least once. */
    public int returnedCount() {
        return read(returns::size);
    }

    /** Returns how often the function reported a message as failed, each redelivery counted. */
    public int returnedByFunction() {
        return read(() -> returnedByFunction);
    }

    /** Returns how many invocations ended because the function's process ended. */
    public int crashes() {
        return read(() -> crashes);
    }

    /** Returns how many invocations ran into the timeout. */
    public int timeouts() {
        return read(() -> timeouts);
    }

    /** Returns how many invocations the function ended with an error. */
    public int errors() {
        return read(() -> errors);
    }

    /** Returns how many batches were handled. */
    public int batches() {
        return read(() -> batches);
    }
}
