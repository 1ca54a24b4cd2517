package dev.keapsink.tools.database;

import dev.keapsink.tools.common.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the database is. */
public final class DatabaseOptions {

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "The PostgreSQL database, as jdbc:postgresql://host:port/name?user=… or postgresql://…; the"
                    + " password is in PGPASSWORD, or in ~/.pgpass. Without it, a PostgreSQL of this command's own, which"
                    + " keeps its data in a folder.")
    private @Nullable String url;

    @Option(
            names = "--db-folder",
            paramLabel = "DIR",
            description =
                    "The folder of the command's own PostgreSQL; else keap-sink/postgres in the folder for the user's"
                            + " data ($XDG_DATA_HOME, or ~/.local/share).")
    private @Nullable Path folder;

    /**
     * Opens the database. Its tables are as they are.
     *
     * @throws CommandFailure with a sentence that says what to do, if it cannot be used
     */
    public Database open(Map<String, String> environment) {
        if (url == null) {
            return EmbeddedDatabase.in(Optional.ofNullable(folder).orElseGet(() -> folder(environment)));
        }
        if (folder != null) {
            throw new CommandFailure("Give --db or --db-folder, not both: with --db the data are there.");
        }
        return Database.at(url, Optional.ofNullable(environment.get("PGPASSWORD")));
    }

    private static Path folder(Map<String, String> environment) {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path parent = data.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data);
        return parent.resolve("keap-sink").resolve("postgres");
    }
}
