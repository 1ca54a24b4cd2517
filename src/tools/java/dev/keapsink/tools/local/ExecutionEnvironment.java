package dev.keapsink.tools.local;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment of the function: a process, and the Runtime API that gives it events. As in Lambda, a
 * process that crashed or ran into the timeout is replaced before the next invocation. One invocation runs at a time.
 * Any thread may kill or close the environment meanwhile.
 */
public final class ExecutionEnvironment implements EventSource.Invoker, AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /**
     * The settings that all environments of one function share.
     *
     * @param function the unpacked package
     * @param client the part of a JVM package that asks the Runtime API for events
     * @param variables the function's environment variables, by name
     * @param timeout the longest that one invocation may take
     */
    public record Template(
            FunctionPackage function, RuntimeClient client, Map<String, String> variables, Duration timeout) {}

    private final Template template;
    private final Path log;
    private @Nullable Running running;
    private volatile boolean closed;

    /** A process of the function and its own Runtime API. */
    private record Running(LambdaRuntimeServer runtime, FunctionProcess process) {
        /** Returns the exit code of the process once it ends, after an invocation in flight was told of it. */
        CompletableFuture<Integer> exit() {
            return process.onExit().thenApply(code -> {
                runtime.processEnded(process.exitReport(code));
                return code;
            });
        }

        void close() {
            process.close();
            runtime.close();
        }
    }

    /** Prepares an environment whose process starts with {@link #start} or the first event. Deletes an older log. */
    public ExecutionEnvironment(Template template, Path log) throws IOException {
        this.template = template;
        this.log = log;
        Files.deleteIfExists(log);
    }

    /**
     * Starts the function, if it is not running, and waits until it asks for its first event.
     *
     * @throws CommandFailure if it does not start within a minute; the message says why
     */
    public void start() throws InterruptedException {
        Optional<Running> launched = launch();
        if (launched.isPresent()) {
            awaitReady(launched.get());
        }
    }

    private void awaitReady(Running launched) throws InterruptedException {
        CompletableFuture<Integer> exit = launched.exit();
        CompletableFuture<Object> first =
                CompletableFuture.anyOf(launched.runtime().ready(), exit);
        try {
            first.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure("The function did not start within %s. Its log is %s."
                    .formatted(Durations.human(LONGEST_START), log));
        } catch (ExecutionException e) {
            String reason = new FunctionLog(log).rootCause().orElseGet(() -> message(e));
            throw new CommandFailure("The function could not start: %s%nIts log is %s.".formatted(reason, log), e);
        }
        if (exit.isDone()) {
            throw new CommandFailure(launched.process().exitReport(exit.join()));
        }
    }

    private static String message(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e.toString() : String.valueOf(cause.getMessage());
    }

    /** Starts a process; returns empty if one is running already, or the environment is closed. */
    private synchronized Optional<Running> launch() {
        if (running != null || closed) {
            return Optional.empty();
        }
        try {
            LambdaRuntimeServer runtime =
                    LambdaRuntimeServer.start("arn:aws:lambda:us-east-1:000000000000:function:keap-sink");
            FunctionProcess process =
                    FunctionProcess.start(template.function(), template.client(), variables(runtime), log);
            Running launched = new Running(runtime, process);
            running = launched;
            return Optional.of(launched);
        } catch (IOException e) {
            throw new CommandFailure("Cannot start the function: " + e.getMessage(), e);
        }
    }

    private Map<String, String> variables(LambdaRuntimeServer api) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_LAMBDA_FUNCTION_NAME", "keap-sink",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "LAMBDA_TASK_ROOT", template.function().root().toString(),
                "TZ", ":UTC"));
        variables.putAll(template.variables());
        return variables;
    }

    @Override
    public InvocationResult invoke(String payload) throws InterruptedException {
        start();
        Optional<Running> current = current();
        if (closed || current.isEmpty()) {
            return new InvocationResult.Crashed("the environment was closed");
        }
        InvocationResult result = current.get().runtime().invoke(payload, template.timeout());
        switch (result) {
            case InvocationResult.Crashed crashed -> discard();
            case InvocationResult.TimedOut timedOut -> discard();
            case InvocationResult.Reply reply -> {}
            case InvocationResult.FunctionError error -> {}
        }
        return result;
    }

    private synchronized Optional<Running> current() {
        return Optional.ofNullable(running);
    }

    /**
     * Returns the process id of the running function.
     *
     * @throws IllegalStateException if it is not running
     */
    public long pid() {
        return current()
                .orElseThrow(() -> new IllegalStateException("The function is not running"))
                .process()
                .pid();
    }

    /** Ends the process as a crash does; the next invocation starts another. */
    public synchronized void kill() {
        if (running != null) {
            running.process().kill();
        }
    }

    private synchronized void discard() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        discard();
    }
}
