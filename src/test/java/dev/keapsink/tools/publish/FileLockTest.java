package dev.keapsink.tools.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.tools.common.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock between processes, for which the operating system answers. */
@Timeout(120)
class FileLockTest {
    private static final String HELD = "held";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void fileAndNoLock() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "email\nada@example.com\n");
    }

    /** A process that takes the lock, says whether it has it, and keeps it until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try {
                FileLock lock = FileLock.of(Path.of(args[0]));
                System.out.println(HELD);
                int unused = System.in.read();
                lock.close();
            } catch (CommandFailure e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String said(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    }

    private void assertIsRefusedHere() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> FileLock.of(file))
                .withMessageContaining("Another run sends");
    }

    @Test
    void anotherProcessIsRefusedUntilTheLockIsClosed() throws Exception {
        try (FileLock lock = FileLock.of(file)) {
            assertThat(lock).isNotNull();
            assertThat(said(other())).contains("Another run sends", "Wait for its end");
            assertIsRefusedHere();
            assertThat(said(other())).as("after a refusal in this process").contains("Another run sends");
        }

        Process next = other();
        assertThat(said(next)).isEqualTo(HELD);
        next.destroyForcibly().waitFor();
    }

    @Test
    void aKillFreesTheLockOfAProcess() throws Exception {
        Process first = other();
        assertThat(said(first)).isEqualTo(HELD);
        assertIsRefusedHere();
        assertThat(said(other())).contains("Another run sends");

        first.destroyForcibly().waitFor();

        try (FileLock lock = FileLock.of(file)) {
            assertThat(lock).isNotNull();
            assertThat(folder.resolve("leads.csv.lock")).exists();
        }
        assertThat(folder.resolve("leads.csv.lock")).doesNotExist();
    }
}
