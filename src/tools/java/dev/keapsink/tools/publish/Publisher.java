package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.publish.Composer.Composed;
import dev.keapsink.tools.queue.Batch;
import dev.keapsink.tools.queue.BatchDelivery;
import dev.keapsink.tools.queue.QueueSender;
import dev.keapsink.tools.queue.Sha256;
import dev.keapsink.tools.queue.StopSignal;
import dev.keapsink.tools.queue.Throttle;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordRows;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Sends a file from a position on, one batch after the other. The position is saved after each batch that SQS
 * confirmed. An interrupted run therefore continues there, and sends at most one batch twice.
 */
final class Publisher {
    /** Refusals after which the cause is the queue, and not the content of single messages. */
    private static final int MOST_REFUSED = 1000;

    private final QueueSender sender;
    private final boolean fifo;
    private final Composer composer;
    private final Positions positions;
    private final Throttle throttle;
    private final StopSignal stop;

    Publisher(
            QueueSender sender,
            boolean fifo,
            Composer composer,
            Positions positions,
            Throttle throttle,
            StopSignal stop) {
        this.sender = sender;
        this.fifo = fifo;
        this.composer = composer;
        this.positions = positions;
        this.throttle = throttle;
        this.stop = stop;
    }

    /**
     * Sends the lines after the position, until the end of the file or until the operator stops the run.
     *
     * @param progress gets the number of messages sent so far, with those of earlier runs
     * @return the position that is reached; it is saved
     * @throws CommandFailure if SQS takes no more messages, or the file changed meanwhile
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
        BatchDelivery delivery = sender.send(batch.entries());
        throttle.sent(batch.entries().size());
        Position reached = reached(batch, delivery, position);
        positions.save(reached);
        if (delivery.failure().isPresent()) {
            throw delivery.failure().get();
        }
        if (reached.refused().size() >= MOST_REFUSED) {
            throw new CommandFailure(
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

    /** Returns the position at the last line up to which SQS confirmed or refused every message. */
    private static Position reached(Batch<Long> batch, BatchDelivery delivery, Position position) {
        int decided = delivery.decidedFromStart();
        if (decided == 0) {
            return position;
        }
        TreeMap<Long, String> refused = new TreeMap<>();
        delivery.refused().forEach((index, code) -> {
            if (index < decided) {
                refused.put(batch.items().get(index), code);
            }
        });
        return position.after(batch.items().get(decided - 1), decided - refused.size(), refused);
    }

    private Position atEnd(Path file, Position position) {
        if (!Sha256.of(file).equals(position.content())) {
            throw new CommandFailure(
                    "%s changed while it was being sent, so it is not known which of its lines are in the queue."
                                    .formatted(file)
                            + " --restart sends all of them.");
        }
        Position end = position.atEnd();
        positions.save(end);
        return end;
    }
}
