package dev.keapsink.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One of the event source mapping's pollers with its execution environment: takes a batch, has it processed, deletes what
 * is not returned. An invocation that does not end in time is killed, and the next one begins in a new environment.
 */
final class Poller {

    /** How long a batch that is not full waits for more; on a FIFO queue there is no such thing. */
    private static final Duration BATCHING_WINDOW = Duration.ofSeconds(5);

    /** From the queue to the function. */
    private static final Duration HAND_OVER = Duration.ofMillis(20);

    private final Scheduler time;
    private final SimulatedQueue queue;
    private final int batchSize;
    private final Supplier<Sink> newSink;
    private final Runnable onDeletion;
    private Sink sink;
    private Invocation invocation;
    private boolean closed;
    private int returned;
    private int timeouts;

    Poller(Scheduler time, SimulatedQueue queue, int batchSize, Supplier<Sink> newSink, Runnable onDeletion) {
        this.time = time;
        this.queue = queue;
        this.batchSize = batchSize;
        this.newSink = newSink;
        this.onDeletion = onDeletion;
    }

    /** Polls until it is closed. */
    void run() {
        while (!closed) {
            List<QueuedMessage> batch = queue.receive(batchSize);
            if (batch.isEmpty()) {
                queue.awaitMessages(Instant.MAX);
            } else {
                process(filled(batch));
            }
        }
    }

    private List<QueuedMessage> filled(List<QueuedMessage> batch) {
        Instant end = time.instant().plus(queue.isFifo() ? Duration.ZERO : BATCHING_WINDOW);
        while (batch.size() < batchSize && time.instant().isBefore(end)) {
            queue.awaitMessages(end);
            batch.addAll(queue.receive(batchSize - batch.size()));
        }
        return batch;
    }

    private void process(List<QueuedMessage> batch) {
        time.sleep(HAND_OVER);
        sink = sink == null ? newSink.get() : sink;
        Sink warm = sink;
        List<String> receipts = batch.stream().map(message -> message.receipt).toList();
        invocation = new Invocation(time, () -> warm.invoke(SqsEvents.of(batch, queue.isFifo())));
        Set<String> reply = Set.copyOf(invocation.await(Sink.FUNCTION_TIMEOUT));
        if (invocation.wasKilled()) {
            timeouts += invocation.ranOutOfTime() ? 1 : 0;
            sink = null;
            return;
        }
        returned += reply.size();
        for (int i = 0; i < batch.size(); i++) {
            if (!reply.contains(batch.get(i).id)) {
                queue.delete(receipts.get(i));
                onDeletion.run();
            }
        }
    }

    /** Kills what is under way, as a crash would; the environment goes with it. */
    void kill() {
        if (invocation != null) {
            invocation.kill();
        }
    }

    /** The next invocation begins in a new environment. */
    void redeploy() {
        sink = null;
    }

    void close() {
        closed = true;
        queue.wake();
    }

    /** How often a message was returned. */
    int returned() {
        return returned;
    }

    /** How many invocations took longer than the function may. */
    int timeouts() {
        return timeouts;
    }

    /** One invocation in a process of its own. */
    private static final class Invocation {
        private final Scheduler time;
        private final ProcessGroup process = new ProcessGroup();
        private final Signal over;
        private List<String> reply;
        private boolean outOfTime;

        Invocation(Scheduler time, Supplier<List<String>> function) {
            this.time = time;
            this.over = new Signal(time);
            time.spawn(process, () -> {
                reply = function.get();
                over.raise();
            });
        }

        List<String> await(Duration timeout) {
            Instant end = time.instant().plus(timeout);
            while (reply == null && !process.isKilled() && time.instant().isBefore(end)) {
                over.await(end);
            }
            if (reply == null && !process.isKilled()) {
                outOfTime = true;
                kill();
            }
            return reply == null ? List.of() : reply;
        }

        void kill() {
            if (reply == null) {
                process.kill();
                over.raise();
            }
        }

        boolean wasKilled() {
            return process.isKilled();
        }

        boolean ranOutOfTime() {
            return outOfTime;
        }
    }
}
