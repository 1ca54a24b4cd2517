package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.queue.QueueFacts;
import dev.keapsink.tools.queue.QueueSender;
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

/** One run of {@code ./run publish}: checks the file and the queue, announces, sends, and prints the result. */
final class PublishRun {
    private final CommandContext context;
    private final Path file;
    private final Optional<GroupBy> groupBy;
    private final Rates rates;
    private final MappingInEffect mapping;
    private final PrintWriter out;
    private final UnsentLines unsent;

    /**
     * How fast messages go to the queue, and from it to Keap.
     *
     * @param perSecond the most messages a second to the queue; empty for no limit
     * @param keap the quota of Keap
     */
    record Rates(OptionalDouble perSecond, KeapQuota keap) {}

    PublishRun(
            CommandContext context,
            Path file,
            Optional<GroupBy> groupBy,
            Rates rates,
            MappingInEffect mapping,
            PrintWriter out) {
        this.context = context;
        this.file = file;
        this.groupBy = groupBy;
        this.rates = rates;
        this.mapping = mapping;
        this.out = out;
        this.unsent = new UnsentLines(file);
    }

    /**
     * Returns the exit code: whether every record of the file is in the queue now, and whether some will be rejected.
     *
     * @param force whether to send in spite of unknown columns and of a queue that would delete records too early
     * @throws CommandFailure if nothing can be sent, or SQS takes no more
     */
    int run(SqsClient sqs, String url, boolean restart, boolean force) throws InterruptedException {
        checkFile(force);
        FileLock lock = FileLock.of(file);
        try {
            QueueFacts queue = QueueFacts.of(sqs, url);
            checkRole(queue);
            checkGroups(queue);
            String content = Sha256.of(file);
            PositionFile positions = PositionFile.of(file);
            Position start = positions.begin(file, content, url, restart);
            Composer composer = new Composer(content, groupBy, queue.largestMessage());
            unsent.clear();
            Scan scan = Scan.of(file, composer, start.line(), unsent, new Survey(mapping));
            Position end = start;
            if (!start.done()) {
                announce(scan, start, queue, force);
                // Saved before the first message: a folder without write access shows now, and --restart takes effect
                // at once.
                positions.save(start);
                QueueSender sender = new QueueSender(sqs, url, context.retries());
                Throttle throttle = context.throttle(rates.perSecond());
                end = send(
                        new Publisher(sender, queue.isFifo(), composer, positions, throttle, context.stop()),
                        scan,
                        start);
            }
            end.refused().forEach((line, code) -> unsent.add(line, "refused by SQS (" + code + ")"));
            out.println(result(start, end, positions));
            return exitCode(end, scan.survey());
        } finally {
            unsent.print(out);
            unsent.close();
            lock.close();
            out.flush();
        }
    }

    private int exitCode(Position end, Survey survey) {
        if (!end.done() || unsent.count() > 0) {
            return Commands.FAILED;
        }
        if (survey.rejectedCount() == 0) {
            return Commands.DONE;
        }
        out.printf("The function will reject %,d of the records, so the exit code is 3.%n", survey.rejectedCount());
        return Commands.REJECTED;
    }

    /** Refuses a file without a known column. The function may have another mapping that knows them: hence --force. */
    private void checkFile(boolean force) {
        try (RecordRows rows = RecordRows.open(file)) {
            if (!force) {
                KnownColumns.check(file, rows, mapping);
            }
        }
    }

    private static void checkRole(QueueFacts queue) {
        if (queue.takesDeadLetters()) {
            throw new CommandFailure(
                    "%s is a dead-letter queue. --queue-url takes the sink's source queue.".formatted(queue.url()));
        }
    }

    private void checkGroups(QueueFacts queue) {
        if (queue.isFifo() && groupBy.isEmpty()) {
            throw new CommandFailure(
                    "%s is a FIFO queue, which keeps messages of a group in order. Say with --group-by which field of a record"
                                    .formatted(queue.url())
                            + " names its group, for example --group-by id.");
        }
        if (!queue.isFifo() && groupBy.isPresent()) {
            throw new CommandFailure(
                    "%s is a standard queue, which keeps no order. Leave --group-by out.".formatted(queue.url()));
        }
    }

    private void announce(Scan scan, Position start, QueueFacts queue, boolean force) {
        scan.notes().forEach(out::println);
        out.printf("%,d messages from %s go to %s.%n", scan.left(), file, queue.url());
        if (start.line() > 0) {
            out.printf("Everything up to line %,d has been sent before.%n", start.line());
        }
        if (unsent.count() > 0) {
            out.printf("Lines that cannot be sent: %,d (named at the end).%n", unsent.count());
        }
        scan.survey().print(out);
        scan.survey().printRejected(out);
        Estimate estimate = new Estimate(scan.recordsLeft(), scan.left(), queue.waiting(), rates.keap());
        out.println(estimate);
        queue.retention().ifPresent(kept -> out.printf("The queue keeps messages for %s.%n", Durations.human(kept)));
        out.flush();
        if (!force) {
            estimate.check(queue.retention(), rates.perSecond());
        }
    }

    private Position send(Publisher publisher, Scan scan, Position start) throws InterruptedException {
        try (Progress progress = Progress.of("messages", (int) scan.messages(), context.terminal(), out)) {
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
