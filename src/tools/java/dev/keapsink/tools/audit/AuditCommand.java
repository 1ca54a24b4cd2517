package dev.keapsink.tools.audit;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.database.DatabaseOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
        throw new Options(spec.commandLine()).wrong("Say what to do: migrate or psql.");
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

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
