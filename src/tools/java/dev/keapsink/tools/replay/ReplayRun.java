package dev.keapsink.tools.replay;

import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.queue.Machine;
import dev.keapsink.tools.queue.Outbox;
import dev.keapsink.tools.queue.QueueFacts;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One run of {@code ./run replay}, from the questions that come before it to what is printed at its end. */
final class ReplayRun {
    private final Machine machine;
    private final Optional<String> reason;
    private final OptionalDouble perSecond;
    private final boolean dryRun;
    private final PrintWriter out;

    ReplayRun(Machine machine, Optional<String> reason, OptionalDouble perSecond, boolean dryRun, PrintWriter out) {
        this.machine = machine;
        this.reason = reason;
        this.perSecond = perSecond;
        this.dryRun = dryRun;
        this.out = out;
    }

    /** Returns whether everything that was asked for is in the other queue now. */
    boolean run(SqsClient sqs, String fromUrl, String toUrl) throws InterruptedException {
        QueueFacts from = QueueFacts.of(sqs, fromUrl);
        QueueFacts to = QueueFacts.of(sqs, toUrl);
        checkRoles(from, to);
        out.printf("About %,d messages are in %s.%n", from.waiting(), fromUrl);
        out.flush();
        Replay replay = new Replay(
                new Inbox(sqs, fromUrl, machine.patience(), machine.poll()),
                dryRun ? Optional.empty() : Optional.of(new Outbox(sqs, toUrl, machine.patience())),
                to.isFifo(),
                reason,
                machine.throttle(perSecond),
                machine.stop());
        try (Progress progress = Progress.of((int) from.waiting(), machine.terminal(), out)) {
            replay.run(progress);
        } finally {
            print(replay, from);
        }
        return replay.tally().stuck() == 0 && !machine.stop().isAsked();
    }

    private static void checkRoles(QueueFacts from, QueueFacts to) {
        if (from.role().name().isSameAs(to.role().name())) {
            throw new LocalRunException("--from and --to are the same queue, %s. --to takes the sink's source queue."
                    .formatted(from.url()));
        }
        if (to.takesDeadLettersOf(from)) {
            throw new LocalRunException(
                    "The queue of --to is a dead-letter queue, %s. --to takes the sink's source queue."
                            .formatted(to.url()));
        }
        if (from.role().deadLetters().isPresent() && to.role().deadLetters().isEmpty()) {
            throw new LocalRunException(
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
        if (tally.stuck() > 0) {
            out.printf(
                    "%,d messages cannot be sent, because SQS refuses them, their SourceAttributes cannot be read, or attributes are"
                            + " missing. They stay in %s.%n",
                    tally.stuck(), from.url());
        }
        if (tally.cuts() > 0) {
            out.printf(
                    "%,d of them lack attributes: all of them were too large for the reject queue, and \"cut\" in SourceAttributes"
                            + " says how many are missing. Without them they could be written wrongly: have their producer send"
                            + " them again, then delete them.%n",
                    tally.cuts());
        }
        if (dryRun && from.isFifo()) {
            out.println("Of each message group a FIFO queue shows only the first messages, so there may be more.");
        }
        replay.unreleased()
                .ifPresent(why ->
                        out.println("What stays is out of sight for another quarter of an hour, because: " + why));
        if (machine.stop().isAsked()) {
            out.println("Stopped before the end. The same command goes on.");
        }
        out.flush();
    }
}
