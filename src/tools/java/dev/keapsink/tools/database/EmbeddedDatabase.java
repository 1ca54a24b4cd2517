package dev.keapsink.tools.database;

import dev.keapsink.tools.common.CommandFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server that belongs to a command, and ends with it. Its data stay in a folder, which one command uses at a
 * time.
 */
final class EmbeddedDatabase {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private EmbeddedDatabase() {}

    /**
     * Starts the server of a folder.
     *
     * @throws CommandFailure if another command uses it, or it cannot be started
     */
    static Database in(Path folder) {
        FileChannel lock = locked(folder);
        try {
            stopLeftOver(folder.resolve("data"));
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .start();
            Properties login = new Properties();
            login.setProperty("user", "postgres");
            return new Database(
                    server.getJdbcUrl("postgres", "postgres"),
                    login,
                    Optional.of("psql -h 127.0.0.1 -p %d -U postgres postgres".formatted(server.getPort())),
                    () -> {
                        server.close();
                        lock.close();
                    });
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailure(
                    "The command's own PostgreSQL could not be started in %s. Let the user of this process write there, or name another folder by --db-folder, or a database by --db."
                            .formatted(folder),
                    e);
        }
    }

    /** The operating system takes the lock off when the process ends, however it ends. */
    private static FileChannel locked(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(folder);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(folder);
        } catch (IOException e) {
            throw new CommandFailure(
                    "%s cannot be written to; name another folder by --db-folder.".formatted(folder), e);
        }
    }

    private static CommandFailure inUse(Path folder) {
        return new CommandFailure(
                "Another command uses the database in %s. Wait for its end, or name another folder by --db-folder."
                        .formatted(folder));
    }

    /** A command that was killed leaves its server behind, whose first line names its process. */
    private static void stopLeftOver(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        Optional<ProcessHandle> server =
                lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")
                        ? Optional.empty()
                        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (server.flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isEmpty()) {
            return;
        }
        ProcessHandle process = server.orElseThrow();
        process.destroy();
        try {
            process.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The server of an earlier command does not end", e);
        }
    }
}
