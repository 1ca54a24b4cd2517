package dev.keapsink.tools.database;

import dev.keapsink.tools.common.CommandFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Starts a PostgreSQL server that belongs to a command, and ends with it. Its data stay. */
final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    static Database in(Path folder) {
        try {
            Files.createDirectories(folder);
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
                    server);
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailure(
                    "The command's own PostgreSQL could not be started in %s. Another command may be using it: wait for that, or name another folder by --db-folder, or a database by --db."
                            .formatted(folder),
                    e);
        }
    }
}
