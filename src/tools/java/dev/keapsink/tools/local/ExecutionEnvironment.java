package dev.keapsink.tools.local;

import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.common.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One execution environment of the function: a process and the Runtime API that feeds it. A process that crashed or was
 * ended by a timeout is replaced before the next invocation, as Lambda does.
 */
public final class ExecutionEnvironment implements EventSource.Invoker, AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** What every environment of one function shares. */
    public record Template(
            FunctionPackage function, RuntimeClient client, Map<String, String> variables, Duration timeout) {}

    private final Template template;
    private final Path log;
    private LambdaRuntimeServer runtime;
    private FunctionProcess process;
    private volatile boolean closed;

    public ExecutionEnvironment(Template template, Path log) throws IOException {
        this.template = template;
        this.log = log;
        Files.deleteIfExists(log);
    }

    /** Starts the function, if it is not running, and waits until it asks for its first event. */
    public void start() throws InterruptedException {
        CompletableFuture<Integer> exit = launch();
        if (exit == null) {
            return;
        }
        CompletableFuture<Object> first = CompletableFuture.anyOf(runtime.ready(), exit);
        try {
            first.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new LocalRunException("The function did not start within %s. Its log is %s."
                    .formatted(Durations.human(LONGEST_START), log));
        } catch (ExecutionException e) {
            String reason = new FunctionLog(log).rootCause().orElse(e.getCause().getMessage());
            throw new LocalRunException("The function could not start: %s%nIts log is %s.".formatted(reason, log), e);
        }
        if (exit.isDone()) {
            throw new LocalRunException(process.epitaph(exit.join()));
        }
    }

    /** Returns the exit of a process that was started just now, or null when one was already running. */
    private synchronized CompletableFuture<Integer> launch() {
        if (process != null || closed) {
            return null;
        }
        try {
            runtime = LambdaRuntimeServer.start("arn:aws:lambda:us-east-1:000000000000:function:keap-sink");
            process = FunctionProcess.start(template.function(), template.client(), variables(runtime), log);
        } catch (IOException e) {
            throw new LocalRunException("Cannot start the function: " + e.getMessage(), e);
        }
        FunctionProcess started = process;
        LambdaRuntimeServer itsRuntime = runtime;
        return started.onExit().thenApply(code -> {
            itsRuntime.processEnded(started.epitaph(code));
            return code;
        });
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
        if (closed) {
            return new InvocationResult.Crashed("the environment was closed");
        }
        InvocationResult result = runtime.invoke(payload, template.timeout());
        switch (result) {
            case InvocationResult.Crashed crashed -> discard();
            case InvocationResult.TimedOut timedOut -> discard();
            case InvocationResult.Reply reply -> {}
            case InvocationResult.FunctionError error -> {}
        }
        return result;
    }

    /**
     * The process that runs now.
     *
     * @throws IllegalStateException if none does
     */
    public synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException("The function is not running");
        }
        return process.pid();
    }

    /** Ends the process as a crash would; the next invocation starts another. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    private synchronized void discard() {
        if (process != null) {
            process.close();
            runtime.close();
            process = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        discard();
    }
}
