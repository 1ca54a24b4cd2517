package dev.keapsink.tools.audit;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.database.DatabaseOptions;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run audit}. */
@Command(
        name = "audit",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {"Looks after the database that exports fill (docs/sql.md).", ""},
        footer = {"", "Exit code: 0 when it is done, 1 when it is not, 2 for a wrong option."})
public final class AuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new AuditCommand(), CommandFailure.class, args);
    }

    @Override
    public Integer call() {
        throw new Options(spec.commandLine()).wrong("Say what to do: migrate, psql or erase.");
    }

    @Command(
            name = "migrate",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description = "Makes the tables and views in the schema keap_sink, or brings them up to date.")
    int migrate(@Mixin DatabaseOptions options) {
        try (Database database = options.open(System.getenv())) {
            database.migrate();
            out().println("The tables and views in the schema keap_sink are up to date.");
            return Commands.DONE;
        }
    }

    @Command(
            name = "psql",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description =
                    "Starts the command's own PostgreSQL and opens psql on it. Without psql on this machine it prints"
                            + " the address, and serves until you press Enter.")
    int psql(@Mixin DatabaseOptions options) {
        try (Database database = options.open(System.getenv())) {
            database.migrate();
            return new Shell(database, System.in, out()).run();
        }
    }

    @Command(
            name = "erase",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description =
                    "Takes personal data out of the database, and leaves the facts. Backups of the database keep what"
                            + " they have until they expire.")
    int erase(
            @Mixin DatabaseOptions options,
            @Option(
                            names = "--email",
                            paramLabel = "ADDRESS",
                            description = "Everything about the contacts that have, or had, this address.")
                    @Nullable
                    String email,
            @Option(
                            names = "--before",
                            paramLabel = "DAY",
                            description =
                                    "Everything that was read or written before this day (2026-11-30), but for the newest"
                                            + " version of what is still in Keap.")
                    @Nullable
                    LocalDate before) {
        if ((email == null) == (before == null)) {
            throw new Options(spec.commandLine()).wrong("Give either --email or --before.");
        }
        try (Database database = options.open(System.getenv())) {
            database.migrate();
            try (Connection connection = database.connect()) {
                Erasure erasure = new Erasure(connection);
                out().println(
                                before == null
                                        ? erasure.subject(String.valueOf(email).strip())
                                        : erasure.before(before.atStartOfDay(ZoneOffset.UTC)
                                                .toInstant()));
                return Commands.DONE;
            }
        } catch (SQLException e) {
            throw new CommandFailure("The connection to the database could not be closed.", e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
