package dev.keapsink.tools.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The function in a process of its own, with its output in a log file and none of this process's configuration. */
public final class FunctionProcess implements AutoCloseable {
    /** Without these a JVM cannot start or find a temporary folder on some system. */
    private static final List<String> INHERITED = List.of("PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot");

    private final Process process;
    private final Path log;

    private FunctionProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static FunctionProcess start(
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
            // As where it is deployed: Lambda handles signals, and a native image would, too.
            builder.environment().put("DISABLE_SIGNAL_HANDLERS", "true");
        }
        builder.environment().putAll(environment);
        return new FunctionProcess(builder.start(), log);
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process as a crash would (SIGKILL): nothing in it gets a chance to clean up. */
    public void kill() {
        process.destroyForcibly();
    }

    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** One sentence on how the process ended, with the end of its log and where to find the rest. */
    public String epitaph(int exitCode) {
        return "The function's process ended with exit code %d. The end of its log %s:%n%s"
                .formatted(exitCode, log, new FunctionLog(log).lastLines());
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
        CapturedLogs.keep(log);
    }
}
