package dev.keapsink.tools.validate;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.database.DatabaseOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run validate}. */
@Command(
        name = "validate",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Checks by SQL what ./run export has read: that everything which was acknowledged is in Keap, once, with its tags;"
                    + " that nothing leads nowhere; that orders add up. docs/sql.md lists the checks.",
            ""
        },
        footer = {"", "Exit code: 0 if no check of the severity error fails, 1 if one does, 2 for a wrong option."})
public final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write a report: one page of HTML that needs nothing else. It has no name, address or number of a"
                            + " contact.")
    private @Nullable Path report;

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new ValidateCommand(), CommandFailure.class, args);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Database opened = database.open(System.getenv())) {
            opened.migrate();
            try (Connection connection = opened.connect()) {
                List<CheckOutcome> outcomes = new Validation(connection).run(SqlPack.checks());
                print(outcomes, out);
                if (report != null) {
                    write(report, new ReportPage(connection, Instant.now()).html(outcomes));
                    out.println("The report is in %s.".formatted(report));
                }
                return outcomes.stream().anyMatch(CheckOutcome::isError) ? Commands.FAILED : Commands.DONE;
            }
        } catch (SQLException e) {
            throw new CommandFailure("The connection to the database could not be closed.", e);
        }
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new CommandFailure(
                    "The report could not be written to %s; name another file by --report.".formatted(file), e);
        }
    }

    private static void print(List<CheckOutcome> outcomes, PrintWriter out) {
        for (CheckOutcome outcome : outcomes) {
            String result = outcome.isPassed() ? "pass" : outcome.isError() ? "FAIL" : "warn";
            out.printf("  %-4s  %-24s %s%n", result, outcome.check().name(), outcome.isPassed() ? "" : rows(outcome));
            if (!outcome.isPassed()) {
                out.println(TerminalText.lines("        " + outcome.check().meaning()));
            }
        }
        long failed = outcomes.stream().filter(outcome -> !outcome.isPassed()).count();
        long errors = outcomes.stream().filter(CheckOutcome::isError).count();
        out.printf(
                "%d checks: %d passed, %d warn, %d failed.%n",
                outcomes.size(), outcomes.size() - failed, failed - errors, errors);
        if (failed > 0) {
            out.println(
                    "The table keap_sink.check_result has the first rows of each; the files in sql/checks show all.");
        }
        out.flush();
    }

    private static String rows(CheckOutcome outcome) {
        return outcome.failures() == 1 ? "1 row" : "%,d rows".formatted(outcome.failures());
    }
}
