package dev.keapsink.tools.replay;

import dev.keapsink.check.QueueName;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.queue.QueueFacts;
import dev.keapsink.tools.queue.QueueReceiver;
import dev.keapsink.tools.queue.QueueSender;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One run of {@code ./run replay}: checks the queues, sends the messages back, and prints the result. */
final class ReplayRun {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(15);

    /** SQS may count a deleted message for about a minute. */
    private static final int MOST_LOOKS = 6;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final CommandContext context;
    private final Selection selection;
    private final OptionalDouble perSecond;
    private final boolean dryRun;
    private final PrintWriter out;

    ReplayRun(CommandContext context, Selection selection, OptionalDouble perSecond, boolean dryRun, PrintWriter out) {
        this.context = context;
        this.selection = selection;
        this.perSecond = perSecond;
        this.dryRun = dryRun;
        this.out = out;
    }

    /** A queue, and the client of its region. */
    record Side(SqsClient sqs, String url) {
        QueueFacts facts() {
            return QueueFacts.of(sqs, url);
        }
    }

    /**
     * Returns whether every message of the chosen reason went back.
     *
     * @throws CommandFailure if a URL is that of a wrong queue, or SQS refuses a call or does not answer
     */
    boolean run(Side source, Side target) throws InterruptedException {
        QueueFacts from = source.facts();
        QueueFacts to = target.facts();
        checkRoles(from, to);
        out.printf("About %,d messages are in %s.%n", from.waiting(), from.url());
        out.flush();
        Replay replay = new Replay(
                new QueueReceiver(source.sqs(), from.url(), VISIBILITY_TIMEOUT, context.retries(), context.poll()),
                dryRun ? Optional.empty() : Optional.of(new QueueSender(target.sqs(), to.url(), context.retries())),
                to.isFifo(),
                selection,
                context.throttle(perSecond),
                context.stop());
        long unseen = 0;
        try (Progress progress = Progress.of("messages", (int) from.waiting(), context.terminal(), out)) {
            unseen = run(replay, source, progress);
        } finally {
            Optional<String> outOfSight = replay.release();
            print(replay.tally(), from, unseen);
            printRest(from, unseen, outOfSight);
        }
        return replay.tally().unsendable() == 0
                && unseen == 0
                && !context.stop().isAsked();
    }

    /**
     * Returns about how many messages SQS did not hand out. It is asked again while it counts more messages than are
     * known: its count is late, and a FIFO queue holds the rest of a message group back.
     */
    private long run(Replay replay, Side source, Progress progress) throws InterruptedException {
        replay.run(progress);
        long unseen = unseen(replay, source);
        for (int looks = mostLooks(source);
                unseen > 0 && looks > 0 && !context.stop().isAsked();
                looks--) {
            context.sleeper().sleep(BETWEEN_LOOKS);
            replay.run(progress);
            unseen = unseen(replay, source);
        }
        return unseen;
    }

    /** A dry run takes no message out of a FIFO queue, which therefore shows no other one. */
    private int mostLooks(Side source) {
        return dryRun && QueueName.ofUrl(source.url()).isFifo() ? 0 : MOST_LOOKS;
    }

    private static long unseen(Replay replay, Side source) {
        return Math.max(0, source.facts().waiting() - replay.known());
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

    private void print(ReplayTally tally, QueueFacts from, long unseen) {
        tally.print(out, dryRun ? "would go" : "sent", unseen);
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
    }

    private void printRest(QueueFacts from, long unseen, Optional<String> outOfSight) {
        if (unseen > 0) {
            out.println(from.unseen(unseen, dryRun));
        }
        outOfSight.ifPresent(why ->
                out.println("The messages that stay are out of sight for another quarter of an hour, because: " + why));
        if (context.stop().isAsked()) {
            out.println("Stopped before the end. The same command goes on.");
        }
        out.flush();
    }
}
