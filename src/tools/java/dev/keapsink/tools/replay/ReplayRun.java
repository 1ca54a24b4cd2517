package dev.keapsink.tools.replay;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.queue.QueueFacts;
import dev.keapsink.tools.queue.QueueSender;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One run of {@code ./run replay}: checks the queues, sends the messages back, and prints the result. */
final class ReplayRun {
    private final CommandContext context;
    private final Optional<String> reason;
    private final OptionalDouble perSecond;
    private final boolean dryRun;
    private final PrintWriter out;

    ReplayRun(
            CommandContext context,
            Optional<String> reason,
            OptionalDouble perSecond,
            boolean dryRun,
            PrintWriter out) {
        this.context = context;
        this.reason = reason;
        this.perSecond = perSecond;
        this.dryRun = dryRun;
        this.out = out;
    }

    /**
     * Returns whether every message of the chosen reason went back.
     *
     * @throws CommandFailure if a URL is that of a wrong queue, or SQS refuses a call or does not answer
     */
    boolean run(SqsClient sqs, String fromUrl, String toUrl) throws InterruptedException {
        QueueFacts from = QueueFacts.of(sqs, fromUrl);
        QueueFacts to = QueueFacts.of(sqs, toUrl);
        checkRoles(from, to);
        out.printf("About %,d messages are in %s.%n", from.waiting(), fromUrl);
        out.flush();
        Replay replay = new Replay(
                new QueueReceiver(sqs, fromUrl, context.retries(), context.poll()),
                dryRun ? Optional.empty() : Optional.of(new QueueSender(sqs, toUrl, context.retries())),
                to.isFifo(),
                reason,
                context.throttle(perSecond),
                context.stop());
        try (Progress progress = Progress.of((int) from.waiting(), context.terminal(), out)) {
            replay.run(progress);
        } finally {
            print(replay, from);
        }
        return replay.tally().unsendable() == 0 && !context.stop().isAsked();
    }

    private static void checkRoles(QueueFacts from, QueueFacts to) {
        if (from.role().name().isSameAs(to.role().name())) {
            throw new CommandFailure("--from and --to are the same queue, %s. --to takes the sink's source queue."
                    .formatted(from.url()));
        }
        if (to.takesDeadLettersOf(from)) {
            throw new CommandFailure("The queue of --to is a dead-letter queue, %s. --to takes the sink's source queue."
                    .formatted(to.url()));
        }
        if (from.role().deadLetters().isPresent() && to.role().deadLetters().isEmpty()) {
            throw new CommandFailure(
                    "The queue of --from has a dead-letter queue, as the sink's source queue has, and that of --to has none. Exchange the two.");
        }
    }

    private void print(Replay replay, QueueFacts from) {
        ReplayTally tally = replay.tally();
        tally.print(out, dryRun ? "would go" : "sent");
        if (dryRun) {
            out.printf("Nothing was sent or deleted: %,d messages would go.%n", tally.sent());
        } else {
            out.printf("%,d messages went back.%n", tally.sent());
        }
        if (tally.unsendable() > 0) {
            out.printf(
                    "%,d messages cannot be sent, because SQS refuses them, their SourceAttributes cannot be read, or attributes are"
                            + " missing. They stay in %s.%n",
                    tally.unsendable(), from.url());
        }
        if (tally.withoutAllAttributes() > 0) {
            out.printf(
                    "%,d of them lack attributes: all of them were too large for the reject queue, and \"cut\" in SourceAttributes"
                            + " says how many are missing. Without them they could be written wrongly: have their producer send"
                            + " them again, then delete them.%n",
                    tally.withoutAllAttributes());
        }
        if (dryRun && from.isFifo()) {
            out.println("Of each message group a FIFO queue shows only the first messages, so there may be more.");
        }
        replay.releaseFailure()
                .ifPresent(why -> out.println(
                        "The messages that stay are out of sight for another quarter of an hour, because: " + why));
        if (context.stop().isAsked()) {
            out.println("Stopped before the end. The same command goes on.");
        }
        out.flush();
    }
}
