package dev.keapsink.tools.bench;

import dev.keapsink.tools.common.LocalRunException;
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

/** The packaged function in a process of its own, fed with events that are built in this one. */
final class MeasuredFunction implements AutoCloseable {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:leads";

    private final ExecutionEnvironment environment;
    private final Path log;

    MeasuredFunction(ExecutionEnvironment.Template template, Path log) throws IOException {
        this.environment = new ExecutionEnvironment(template, log);
        this.log = log;
    }

    /**
     * An invocation that was answered.
     *
     * @param wall from handing over the event to the reply
     * @param returned the ids of the messages that come again
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

    /** Hands over a batch, after a start if there was none. */
    Reply invoke(List<Message> batch) throws InterruptedException {
        String event = SqsEventJson.of(batch, QUEUE);
        long start = System.nanoTime();
        InvocationResult result = environment.invoke(event);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        if (!(result instanceof InvocationResult.Reply)) {
            throw new LocalRunException("The function did not answer: %s. Its log is %s.".formatted(result, log));
        }
        Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        return new Reply(wall, BatchReply.failed(result, ids));
    }

    /** The same for a batch of which nothing may come again. */
    Reply write(List<Message> batch) throws InterruptedException {
        Reply reply = invoke(batch);
        if (!reply.returned().isEmpty()) {
            throw new LocalRunException(
                    "The function returned %d of %d messages, so that the figures would mean nothing. Its log is %s."
                            .formatted(reply.returned().size(), batch.size(), log));
        }
        return reply;
    }

    /** So many new contacts, in batches of one size. */
    void write(Leads leads, int records, int batchSize) throws InterruptedException {
        for (int done = 0; done < records; done += batchSize) {
            write(leads.next(Math.min(batchSize, records - done)));
        }
    }

    Optional<ProcessUsage> usage() throws IOException {
        return ProcessUsage.of(environment.pid());
    }

    /** The CPU milliseconds that some work takes; nothing where the system does not tell. */
    Optional<Double> cpuMillis(Work work) throws IOException, InterruptedException {
        Optional<ProcessUsage> before = usage();
        work.run();
        Optional<ProcessUsage> after = usage();
        return before.flatMap(
                start -> after.map(end -> end.cpu().minus(start.cpu()).toNanos() / 1e6));
    }

    /** Something to do with the function. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        environment.close();
    }
}
