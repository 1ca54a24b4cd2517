package dev.keapsink.tools.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A sync of Airbyte's protocol: the packed tool in a process of its own, without this process's configuration. One
 * thread writes messages to it, and another one reads its answers, as a platform does.
 */
public final class DestinationProcess implements AutoCloseable {
    /** On some systems, a shell and a JVM need these to start or to find a temporary folder. */
    private static final List<String> INHERITED = List.of("PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot");

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private DestinationProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter(UTF_8);
        this.out = process.inputReader(UTF_8);
    }

    /**
     * What a sync gets.
     *
     * @param config the file with the settings
     * @param catalog the file with the streams
     * @param environment further variables, by name; {@code JAVA_TOOL_OPTIONS} sizes the heap
     * @param log the file to which the process's errors are appended
     */
    public record Sync(Path config, Path catalog, Map<String, String> environment, Path log) {}

    /**
     * Starts the command {@code write} of the packed tool.
     *
     * @param tools the folder into which the tools' zip was unpacked
     * @throws IOException if the process cannot be started
     */
    public static DestinationProcess start(Path tools, Sync sync) throws IOException {
        Files.createDirectories(sync.log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        tools.resolve("keap-sink-tools/keap-sink")
                                .toAbsolutePath()
                                .toString(),
                        "airbyte",
                        "write",
                        "--config",
                        sync.config.toAbsolutePath().toString(),
                        "--catalog",
                        sync.catalog.toAbsolutePath().toString())
                // A destination works from any folder.
                .directory(tools.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        sync.log.toAbsolutePath().toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(sync.environment);
        return new DestinationProcess(builder.start());
    }

    /**
     * Writes a message. It blocks while the destination reads nothing.
     *
     * @throws IOException if the process has ended
     */
    public void send(String message) throws IOException {
        in.write(message);
        in.write('\n');
    }

    /** Hands over what was written so far. */
    public void flush() throws IOException {
        in.flush();
    }

    /** Ends the messages, as a platform does when its source has ended. */
    public void end() throws IOException {
        in.close();
    }

    /** Returns the destination's answers, one a line, until the process ends. */
    public BufferedReader answers() {
        return out;
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Ends the process as a crash does (SIGKILL), so that no code in it cleans up. */
    public void kill() {
        // Not Process.destroyForcibly, which also closes the streams: the answers so far can still be read.
        process.toHandle().destroyForcibly();
    }

    /** Waits for the end of the process, and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the process at once, and waits for its end. */
    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
