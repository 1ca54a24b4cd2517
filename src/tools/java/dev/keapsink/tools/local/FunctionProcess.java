package dev.keapsink.tools.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the function in a process of its own, without this process's configuration. Its output goes to a log file. */
final class FunctionProcess implements AutoCloseable {
    /** On some systems, a JVM needs these to start or to find a temporary folder. */
    private static final List<String> INHERITED = List.of("PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot");

    private final Process process;
    private final Path log;

    private FunctionProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the process.
     *
     * @param environment the function's variables, by name
     * @param log the file to which its output is appended
     * @throws IOException if the process cannot be started
     */
    static FunctionProcess start(
            FunctionPackage function, RuntimeClient client, Map<String, String> environment, Path log)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        File output = log.toAbsolutePath().toFile();
        ProcessBuilder builder = new ProcessBuilder(function.command(client))
                .directory(function.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().keySet().retainAll(INHERITED);
        if (function.isNative()) {
            // As deployed: Lambda handles signals, so a native image must not.
            builder.environment().put("DISABLE_SIGNAL_HANDLERS", "true");
        }
        builder.environment().putAll(environment);
        return new FunctionProcess(builder.start(), log);
    }

    /** Returns the id of the process. */
    long pid() {
        return process.pid();
    }

    /** Ends the process as a crash does (SIGKILL), so that no code in it cleans up. */
    void kill() {
        process.destroyForcibly();
    }

    /** Returns a future with the exit code, which completes when the process ends. */
    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Returns a sentence for the operator on the end of the process, with the log's path and its last lines. */
    String exitReport(int exitCode) {
        return "The function's process ended with exit code %d. The end of its log %s:%n%s"
                .formatted(exitCode, log, new FunctionLog(log).lastLines());
    }

    /** Ends the process at once, and waits for its end. */
    @Override
    public void close() {
        kill();
        process.onExit().join();
        CapturedLogs.keep(log);
    }
}
