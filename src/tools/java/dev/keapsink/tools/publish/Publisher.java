package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.tools.publish.Composer.Composed;
import dev.keapsink.tools.queue.Batch;
import dev.keapsink.tools.queue.Outbox;
import dev.keapsink.tools.queue.Sending;
import dev.keapsink.tools.queue.Sha256;
import dev.keapsink.tools.queue.Stop;
import dev.keapsink.tools.queue.Throttle;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordRows;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Sends a file from a position on, one batch after the other. The position is saved when SQS has confirmed a batch, so that
 * a run which ends anywhere can be taken up again: at worst with the batch that was on its way.
 */
final class Publisher {
    /** When SQS refuses as many as this, it is not for what they hold. */
    private static final int MOST_REFUSED = 1000;

    private final Outbox outbox;
    private final boolean fifo;
    private final Composer composer;
    private final Positions positions;
    private final Throttle throttle;
    private final Stop stop;

    Publisher(Outbox outbox, boolean fifo, Composer composer, Positions positions, Throttle throttle, Stop stop) {
        this.outbox = outbox;
        this.fifo = fifo;
        this.composer = composer;
        this.positions = positions;
        this.throttle = throttle;
        this.stop = stop;
    }

    /**
     * Sends what comes after the position, until the end of the file or until it is asked to stop.
     *
     * @param progress hears how many messages are sent, earlier runs included
     * @return the position that is reached, and saved
     * @throws LocalRunException if SQS takes no more, or the file changed
     */
    Position publish(Path file, Position start, LongConsumer progress) throws InterruptedException {
        Position position = start;
        Batch<Long> batch = new Batch<>(fifo);
        try (RecordRows rows = RecordRows.open(file)) {
            while (rows.hasNext() && !stop.isAsked()) {
                Row row = rows.next();
                if (row.number() <= start.line() || !(composer.compose(row) instanceof Composed.Sendable message)) {
                    continue;
                }
                if (!batch.hasRoomFor(message.entry())) {
                    position = send(batch, position, progress);
                    batch = new Batch<>(fifo);
                }
                batch.add(message.line(), message.entry());
            }
        }
        position = send(batch, position, progress);
        return stop.isAsked() ? position : atEnd(file, position);
    }

    private Position send(Batch<Long> batch, Position position, LongConsumer progress) throws InterruptedException {
        throttle.await();
        if (stop.isAsked() || batch.isEmpty()) {
            return position;
        }
        Sending sending = outbox.send(batch.entries());
        throttle.sent(batch.entries().size());
        Position reached = reached(batch, sending, position);
        positions.save(reached);
        if (sending.trouble().isPresent()) {
            throw sending.trouble().get();
        }
        if (reached.refused().size() >= MOST_REFUSED) {
            throw new LocalRunException(
                    "SQS refused %,d messages, the last with %s, so something is wrong with all of them."
                                    .formatted(
                                            reached.refused().size(),
                                            reached.refused()
                                                    .get(reached.refused().lastKey()))
                            + " Look at the queue's settings; --restart then sends everything again.");
        }
        progress.accept(reached.sent());
        return reached;
    }

    /** Behind the last line up to which SQS has, or refused, everything. */
    private static Position reached(Batch<Long> batch, Sending sending, Position position) {
        int settled = sending.settled();
        if (settled == 0) {
            return position;
        }
        TreeMap<Long, String> refused = new TreeMap<>();
        sending.refused().forEach((index, code) -> {
            if (index < settled) {
                refused.put(batch.items().get(index), code);
            }
        });
        return position.after(batch.items().get(settled - 1), settled - refused.size(), refused);
    }

    private Position atEnd(Path file, Position position) {
        if (!Sha256.of(file).equals(position.content())) {
            throw new LocalRunException(
                    "%s changed while it was being sent, so nobody knows which of its lines are in the queue."
                                    .formatted(file)
                            + " --restart sends all of them.");
        }
        Position end = position.atEnd();
        positions.save(end);
        return end;
    }
}
