package dev.keapsink.tools.demo;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.local.EventSource;
import dev.keapsink.tools.local.ExecutionEnvironment;
import dev.keapsink.tools.local.FunctionLog;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.LocalQueues;
import dev.keapsink.tools.local.RuntimeClient;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Sends lines through a queue and the packaged function to Keap, and waits until every message has its outcome. An
 * instance is good for one run.
 */
public final class LocalRun implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration WINDOW = Duration.ofSeconds(1);

    /** A message whose create is in doubt waits for five minutes, and one that came back four times for eight. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(10);

    /**
     * The settings of the event source and of the function.
     *
     * @param batchSize the most messages in a batch
     * @param concurrency the number of function processes
     * @param timeout the longest that one invocation may take
     * @param visibility the queue's visibility timeout; longer than {@code timeout}
     * @param crash whether one process is killed in the middle of a batch
     */
    public record Plan(int batchSize, int concurrency, Duration timeout, Duration visibility, boolean crash) {}

    private final KeapTarget target;
    private final Plan plan;
    private final Path logs;
    private final LocalQueues queues;
    private final List<ExecutionEnvironment> environments = new ArrayList<>();
    private final Tally tally = new Tally();

    /** Starts the queues for a function that has no variables but those of the target, the queues and the plan. */
    public LocalRun(FunctionPackage function, RuntimeClient client, KeapTarget target, Plan plan, Path logs) {
        this(function, client, target, plan, logs, Map.of());
    }

    /**
     * Starts the queues; the function starts with its first batch.
     *
     * @param logs the folder for the logs of the function's processes
     * @param more further variables of the function
     * @throws CommandFailure if a log cannot be written
     */
    public LocalRun(
            FunctionPackage function,
            RuntimeClient client,
            KeapTarget target,
            Plan plan,
            Path logs,
            Map<String, String> more) {
        this.target = target;
        this.plan = plan;
        this.logs = logs;
        this.queues = LocalQueues.start(plan.visibility);
        var template = new ExecutionEnvironment.Template(function, client, variables(more), plan.timeout);
        for (int i = 1; i <= plan.concurrency; i++) {
            try {
                environments.add(new ExecutionEnvironment(template, log(i)));
            } catch (IOException e) {
                throw new CommandFailure("Cannot write the log " + log(i) + ": " + e.getMessage(), e);
            }
        }
    }

    private Path log(int environment) {
        return logs.resolve("function-" + environment + ".log");
    }

    private Map<String, String> variables(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(target.variables());
        variables.putAll(more);
        variables.putAll(queues.variables());
        variables.put("KEAP_SINK_TIMEOUT", plan.timeout.toString());
        variables.put("KEAP_SINK_MAX_CONCURRENCY", Integer.toString(plan.concurrency));
        return variables;
    }

    /**
     * Runs until every message is acknowledged or dead-lettered.
     *
     * @param progress is told from time to time how many messages are done
     * @throws CommandFailure if the function does not start, if nothing moves for minutes, or if the run ends before
     *     a planned crash
     */
    public RunOutcome run(List<Line> lines, IntConsumer progress) throws InterruptedException {
        // A function that refuses its settings says so before anything is sent.
        environments.getFirst().start();
        long start = System.nanoTime();
        Map<String, Line> sent = new Sender(queues.sqs(), queues.source()).send(lines);
        var batching = new EventSource.Batching(plan.batchSize, WINDOW, WINDOW);
        try (EventSource source =
                new EventSource(queues.sqs(), queues.source(), batching, tally, InstantSource.system())) {
            source.start(invokers(lines.size()));
            awaitEnd(sent.size(), source, progress);
        } catch (RuntimeException | InterruptedException e) {
            killFunction();
            throw e;
        }
        if (plan.crash && tally.crashes() == 0) {
            throw new CommandFailure("The run was over before a process could be killed. Give it more records.");
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        List<Reject> rejects =
                queues.readAll(queues.rejects()).stream().map(Reject::of).toList();
        List<String> deadLetters = queues.readAll(queues.deadLetters()).stream()
                .map(message -> message.messageId())
                .toList();
        return new RunOutcome(sent, tally, rejects, deadLetters, elapsed);
    }

    private List<EventSource.Invoker> invokers(int messages) {
        if (!plan.crash) {
            return List.copyOf(environments);
        }
        CrashOnce crash = new CrashOnce(
                () -> tally.ackedCount() >= messages / 3 || tally.receivedCount() == messages,
                target::progress,
                Math.max(1, Math.min(plan.batchSize, messages / plan.concurrency) / 2));
        return environments.stream().map(crash::wrap).toList();
    }

    private void awaitEnd(int messages, EventSource source, IntConsumer progress) throws InterruptedException {
        int done = 0;
        long lastProgress = System.nanoTime();
        while (done < messages || queues.count(queues.source()) > 0) {
            tally.awaitChange(LOOK_EVERY);
            int now = tally.ackedCount() + queues.count(queues.deadLetters());
            if (now > done) {
                lastProgress = System.nanoTime();
            }
            done = now;
            progress.accept(done);
            stopIfBroken(source);
            stopIfStandstill(messages, Duration.ofNanos(System.nanoTime() - lastProgress));
        }
    }

    private static void stopIfBroken(EventSource source) {
        try {
            source.broken().getNow(null);
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandFailure sentence
                    ? sentence
                    : new CommandFailure("The event source stopped: " + e.getCause(), e);
        }
    }

    private void stopIfStandstill(int messages, Duration since) {
        boolean allReturned = tally.ackedCount() == 0 && tally.returnedCount() == messages;
        Optional<String> error = allReturned ? lastError() : Optional.empty();
        if (error.isPresent()) {
            throw new CommandFailure("The function returned every message to the queue and says why: %s%nIts log is %s."
                    .formatted(error.get(), log(1)));
        }
        if (since.compareTo(LONGEST_STANDSTILL.plus(plan.visibility)) > 0) {
            throw new CommandFailure(
                    "Nothing moved for %s: %d of %d messages are done, %d were returned to the queue.%s%nThe function's logs are in %s."
                            .formatted(
                                    Durations.human(since),
                                    tally.ackedCount(),
                                    messages,
                                    tally.returnedCount(),
                                    lastError()
                                            .map(said -> " The function said: " + said)
                                            .orElse(""),
                                    logs));
        }
    }

    private Optional<String> lastError() {
        return IntStream.rangeClosed(1, plan.concurrency)
                .mapToObj(environment -> new FunctionLog(log(environment)).lastError())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Ends the function's processes at once. A shutdown hook may call it, so that no process outlives the run. */
    public void killFunction() {
        environments.forEach(ExecutionEnvironment::close);
    }

    @Override
    public void close() {
        killFunction();
        queues.close();
    }
}
