package dev.keapsink.tools.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.tools.KeapSink;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock between processes, for which the operating system answers: the command publish itself is the other one. */
@Timeout(120)
class FileLockTest {
    private static final String REFUSED = "Another run sends";

    /** An SQS that takes calls and never answers, so that a run stays where it is. It is called with the lock held. */
    private final ServerSocket silent = listening();

    @TempDir
    private Path folder;

    private Path file;

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void writeTheFile() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "email\nada@example.com\n");
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    private Process publish() throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeapSink.class.getName(),
                        "publish",
                        file.toString(),
                        "--queue-url",
                        "http://127.0.0.1:%d/000000000000/leads".formatted(silent.getLocalPort()))
                .redirectErrorStream(true);
        process.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local", "AWS_REGION", "us-east-1"));
        return process.start();
    }

    private Process publishThatHoldsTheLock() throws IOException {
        Process process = publish();
        assertThat(silent.accept().isConnected()).isTrue();
        return process;
    }

    private void assertAnotherIsRefused() throws IOException, InterruptedException {
        Process process = publish();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains(REFUSED, "Wait for its end");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private void assertIsRefusedHere() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> FileLock.of(file))
                .withMessageContaining(REFUSED);
    }

    @Test
    void anotherProcessIsRefusedUntilTheLockIsClosed() throws Exception {
        try (FileLock lock = FileLock.of(file)) {
            assertThat(lock).isNotNull();
            assertAnotherIsRefused();
            assertIsRefusedHere();
            // A refusal in this process must not take the lock off.
            assertAnotherIsRefused();
        }

        publishThatHoldsTheLock().destroyForcibly().waitFor();
    }

    @Test
    void aKillFreesTheLockOfAProcess() throws Exception {
        Process first = publishThatHoldsTheLock();
        assertIsRefusedHere();
        assertAnotherIsRefused();

        first.destroyForcibly().waitFor();

        try (FileLock lock = FileLock.of(file)) {
            assertThat(lock).isNotNull();
            assertThat(folder.resolve("leads.csv.lock")).exists();
        }
        assertThat(folder.resolve("leads.csv.lock")).doesNotExist();
    }
}
