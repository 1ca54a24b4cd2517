package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.queue.Machine;
import dev.keapsink.tools.queue.Outbox;
import dev.keapsink.tools.queue.QueueFacts;
import dev.keapsink.tools.queue.Sha256;
import dev.keapsink.tools.queue.Throttle;
import dev.keapsink.tools.records.KnownColumns;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordRows;
import dev.keapsink.tools.records.Survey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One run of {@code ./run publish}, from the questions that come before it to what is printed at its end. */
final class PublishRun {
    private final Machine machine;
    private final Path file;
    private final Optional<GroupBy> groupBy;
    private final Pace pace;
    private final MappingInEffect mapping;
    private final PrintWriter out;
    private final NotSent notSent;

    /**
     * How fast records go.
     *
     * @param perSecond how many messages are sent at most
     * @param keap how many records Keap takes
     */
    record Pace(OptionalDouble perSecond, KeapQuota keap) {}

    PublishRun(
            Machine machine,
            Path file,
            Optional<GroupBy> groupBy,
            Pace pace,
            MappingInEffect mapping,
            PrintWriter out) {
        this.machine = machine;
        this.file = file;
        this.groupBy = groupBy;
        this.pace = pace;
        this.mapping = mapping;
        this.out = out;
        this.notSent = new NotSent(file);
    }

    /** Returns whether every record of the file is in the queue now. */
    boolean run(SqsClient sqs, String url, boolean restart, boolean force) throws InterruptedException {
        try {
            checkFile(force);
            QueueFacts queue = QueueFacts.of(sqs, url);
            checkRole(queue);
            checkGroups(queue);
            String content = Sha256.of(file);
            PositionFile positions = PositionFile.of(file);
            Position start = positions.begin(file, content, url, restart);
            Composer composer = new Composer(content, groupBy, queue.largestMessage());
            notSent.clear();
            Scan scan = Scan.of(file, composer, start.line(), notSent, new Survey(mapping));
            Position end = start;
            if (!start.done()) {
                announce(scan, start, queue, force);
                // Before anything is sent: so that it can be written for sure, and --restart forgets at once.
                positions.save(start);
                Outbox outbox = new Outbox(sqs, url, machine.patience());
                Throttle throttle = machine.throttle(pace.perSecond());
                end = send(
                        new Publisher(outbox, queue.isFifo(), composer, positions, throttle, machine.stop()),
                        scan,
                        start);
            }
            end.refused().forEach((line, code) -> notSent.add(line, "refused by SQS (" + code + ")"));
            out.println(result(start, end, positions));
            return end.done() && notSent.count() == 0;
        } finally {
            notSent.print(out);
            notSent.close();
            out.flush();
        }
    }

    /** The function may have another mapping, which knows the names. */
    private void checkFile(boolean force) {
        try (RecordRows rows = RecordRows.open(file)) {
            if (!force) {
                KnownColumns.check(file, rows, mapping);
            }
        }
    }

    private static void checkRole(QueueFacts queue) {
        if (queue.takesDeadLetters()) {
            throw new LocalRunException(
                    "%s is a dead-letter queue. --queue-url takes the sink's source queue.".formatted(queue.url()));
        }
    }

    private void checkGroups(QueueFacts queue) {
        if (queue.isFifo() && groupBy.isEmpty()) {
            throw new LocalRunException(
                    "%s is a FIFO queue, which keeps messages of a group in order. Say with --group-by which field of a record"
                                    .formatted(queue.url())
                            + " names its group, for example --group-by id.");
        }
        if (!queue.isFifo() && groupBy.isPresent()) {
            throw new LocalRunException(
                    "%s is a standard queue, which keeps no order. Leave --group-by out.".formatted(queue.url()));
        }
    }

    private void announce(Scan scan, Position start, QueueFacts queue, boolean force) {
        scan.notes().forEach(out::println);
        out.printf("%,d messages from %s go to %s.%n", scan.left(), file, queue.url());
        if (start.line() > 0) {
            out.printf("Everything up to line %,d has been sent before.%n", start.line());
        }
        if (notSent.count() > 0) {
            out.printf("Lines that cannot be sent: %,d (named at the end).%n", notSent.count());
        }
        scan.survey().print(out);
        scan.survey().printRejected(out);
        Estimate estimate = new Estimate(scan.recordsLeft(), scan.left(), queue.waiting(), pace.keap());
        out.println(estimate);
        queue.retention().ifPresent(kept -> out.printf("The queue keeps messages for %s.%n", Durations.human(kept)));
        out.flush();
        if (!force) {
            estimate.check(queue.retention(), pace.perSecond());
        }
    }

    private Position send(Publisher publisher, Scan scan, Position start) throws InterruptedException {
        try (Progress progress = Progress.of((int) scan.messages(), machine.terminal(), out)) {
            progress.accept((int) start.sent());
            return publisher.publish(file, start, sent -> progress.accept((int) sent));
        }
    }

    private String result(Position start, Position end, PositionFile positions) {
        if (start.done()) {
            return "The records of %s are in this queue already, says %s. --restart sends them again."
                    .formatted(file, positions.path());
        }
        return end.done()
                ? "%,d messages are in the queue.".formatted(end.sent())
                : "Stopped after %,d messages, at line %,d. The same command goes on from there."
                        .formatted(end.sent(), end.line());
    }
}
