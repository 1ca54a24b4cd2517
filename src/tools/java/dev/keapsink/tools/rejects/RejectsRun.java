package dev.keapsink.tools.rejects;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.queue.QueueFacts;
import dev.keapsink.tools.queue.QueueReceiver;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One run of {@code ./run rejects}: checks the queue, reads it, gives everything back, and prints the result. */
final class RejectsRun {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Slower than SQS is read, so that few messages come into sight again before the end. */
    private static final int MESSAGES_A_SECOND = 50;

    private final CommandContext context;
    private final PrintWriter out;
    private final PrintWriter notices;

    /**
     * Prints the result, and apart from it what the operator should know about it.
     *
     * @param notices where a result that goes to another program is not disturbed
     */
    RejectsRun(CommandContext context, PrintWriter out, PrintWriter notices) {
        this.context = context;
        this.out = out;
        this.notices = notices;
    }

    /**
     * Returns whether the view is complete, with every message that SQS counts, and every message visible again.
     *
     * @throws CommandFailure if the URL is that of a wrong queue, or SQS refuses a call or does not answer
     */
    boolean run(SqsClient sqs, String url, View view) throws InterruptedException {
        QueueFacts queue = QueueFacts.of(sqs, url);
        checkRole(queue);
        notices.printf("About %,d messages are in %s.%n", queue.waiting(), url);
        notices.flush();
        Duration visibility = visibility(queue.waiting());
        Reading reading =
                new Reading(new QueueReceiver(sqs, url, visibility, context.retries(), context.poll()), context.stop());
        Optional<String> outOfSight;
        try (Progress progress = Progress.of("messages", (int) queue.waiting(), context.terminal(), notices)) {
            reading.run(view, progress);
        } finally {
            outOfSight = reading.release();
            outOfSight.ifPresent(why -> notices.printf(
                    "The messages are out of sight for another %s, because: %s%n", Durations.human(visibility), why));
            notices.flush();
        }
        boolean found = view.finish(out);
        out.flush();
        boolean isWhole = printRest(queue, reading, sqs);
        return found && isWhole && outOfSight.isEmpty() && !context.stop().isAsked();
    }

    /** Returns how long a message stays hidden if this process dies: longer for a queue that takes longer to read. */
    private static Duration visibility(long messages) {
        Duration reading = SHORTEST.plusSeconds(messages / MESSAGES_A_SECOND);
        return reading.compareTo(LONGEST) < 0 ? reading : LONGEST;
    }

    /** Refuses a source queue: there, each receive counts as a delivery, and keeps the message from the function. */
    private static void checkRole(QueueFacts queue) {
        if (queue.role().deadLetters().isPresent()) {
            throw new CommandFailure(
                    "%s has a dead-letter queue, as the sink's source queue has. To look there would take messages from the function, and count as a delivery. --from takes the reject queue or the dead-letter queue."
                            .formatted(queue.url()));
        }
    }

    /** Returns about how many messages were not seen. SQS is asked again, because its count comes late. */
    private static long unseen(QueueFacts queue, Reading reading, SqsClient sqs) {
        return queue.waiting() <= reading.seen()
                ? 0
                : Math.min(queue.waiting(), QueueFacts.of(sqs, queue.url()).waiting()) - reading.seen();
    }

    /** Says how many messages were not seen. Returns whether there is none, as far as SQS knows. */
    private boolean printRest(QueueFacts queue, Reading reading, SqsClient sqs) {
        long unseen = reading.isComplete() ? unseen(queue, reading, sqs) : 0;
        if (context.stop().isAsked()) {
            notices.printf("Stopped after %,d messages; the rest was not read.%n", reading.seen());
        } else if (reading.isAtLimit()) {
            notices.printf(
                    "SQS hands out no more than 120,000 messages at once: %,d of about %,d were read.%n",
                    reading.seen(), queue.waiting());
        } else if (unseen > 0) {
            notices.println(queue.unseen(unseen, true));
        }
        notices.flush();
        return unseen <= 0;
    }
}
