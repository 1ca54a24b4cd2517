package dev.keapsink.tools.bench;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.BatchReply;
import dev.keapsink.tools.local.ExecutionEnvironment;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.local.SqsEventJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/** Runs the packaged function in a process of its own, and sends it events that this process builds. */
final class MeasuredFunction implements AutoCloseable {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:leads";

    private final ExecutionEnvironment environment;
    private final Path log;

    MeasuredFunction(ExecutionEnvironment.Template template, Path log) throws IOException {
        this.environment = new ExecutionEnvironment(template, log);
        this.log = log;
    }

    /**
     * The reply to an invocation.
     *
     * @param wall the time from the event to the reply
     * @param returned the ids of the messages that the function returned to the queue
     */
    record Reply(Duration wall, Set<String> returned) {
        double millis() {
            return wall.toNanos() / 1e6;
        }
    }

    /** Starts the process and waits until it asks for its first event. */
    void start() throws InterruptedException {
        environment.start();
    }

    /**
     * Sends a batch, after a start if the process does not run yet.
     *
     * @throws CommandFailure if the function does not reply
     */
    Reply invoke(List<Message> batch) throws InterruptedException {
        String event = SqsEventJson.of(batch, QUEUE);
        long start = System.nanoTime();
        InvocationResult result = environment.invoke(event);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        if (!(result instanceof InvocationResult.Reply)) {
            throw new CommandFailure("The function did not answer: %s. Its log is %s.".formatted(result, log));
        }
        Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        return new Reply(wall, BatchReply.failed(result, ids));
    }

    /**
     * Sends a batch that must be written as a whole.
     *
     * @throws CommandFailure if the function does not reply, or returns a message
     */
    Reply write(List<Message> batch) throws InterruptedException {
        Reply reply = invoke(batch);
        if (!reply.returned().isEmpty()) {
            throw new CommandFailure(
                    "The function returned %d of %d messages, so that the figures would mean nothing. Its log is %s."
                            .formatted(reply.returned().size(), batch.size(), log));
        }
        return reply;
    }

    /** Writes this many new contacts, in batches of one size. */
    void write(Leads leads, int records, int batchSize) throws InterruptedException {
        for (int done = 0; done < records; done += batchSize) {
            write(leads.next(Math.min(batchSize, records - done)));
        }
    }

    /** Returns what the process has used so far; empty where the system does not tell it. */
    Optional<ProcessUsage> usage() throws IOException {
        return ProcessUsage.of(environment.pid());
    }

    /** Returns the CPU time of some work in milliseconds; empty where the system does not tell it. */
    Optional<Double> cpuMillis(Work work) throws IOException, InterruptedException {
        Optional<ProcessUsage> before = usage();
        work.run();
        Optional<ProcessUsage> after = usage();
        return before.flatMap(
                start -> after.map(end -> end.cpu().minus(start.cpu()).toNanos() / 1e6));
    }

    /** Work to do with the function. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        environment.close();
    }
}
