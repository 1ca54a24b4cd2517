package dev.keapsink.tools.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.export.ExportObject;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.database.DatabaseOptions;
import dev.keapsink.tools.keap.Consent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run export}. */
@Command(
        name = "export",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Reads what your Keap account holds into PostgreSQL, to look at it by SQL: users, stages, tags, contact types and"
                    + " custom fields first, then everything else. It writes nothing to Keap. An export that was cut off goes"
                    + " on at the next page when you run the same command again.",
            ""
        },
        footer = {
            "",
            "The account is that of KEAP_SINK_API_KEY (or of KEAP_SINK_CREDENTIALS_FILE or"
                    + " KEAP_SINK_CREDENTIALS_PARAMETER, for what ./run authorize wrote), at KEAP_SINK_BASE_URL (default:"
                    + " https://api.infusionsoft.com/crm/rest). docs/sql.md describes the tables and views.",
            "",
            "Exit code: 0 when everything was read, 1 when something was not, 2 for a wrong option."
        })
public final class ExportCommand implements Callable<Integer> {

    /** Set by the launcher: System.console() does not tell a terminal from a pipe on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--objects",
            paramLabel = "LIST",
            split = ",",
            description =
                    "What to read besides users, stages, tags, contact types and custom fields: company, product,"
                            + " contact, contact_tag, opportunity, order, payment, note, task, file, with commas; else all of them.")
    private List<String> objects = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Read only what has changed since a day (2026-11-30), a moment (2026-11-30T08:00:00Z), or for a"
                            + " time (P1D, PT6H). Keap offers that for companies, contacts, orders, notes, tasks and files; the other"
                            + " lists are read as a whole.")
    private @Nullable String since;

    @Option(
            names = "--share",
            paramLabel = "PART",
            defaultValue = "0.25",
            description = "The part of Keap's quota that the export uses, from 0.01 to 1 (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "Write files instead: one a list, with one row a line, such as contact.ndjson.")
    private @Nullable Path files;

    @Option(
            names = "--file-contents",
            paramLabel = "DIR",
            description = "Save the contents of Keap's files, too, each by one call. What is saved already stays.")
    private @Nullable Path contents;

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--yes", description = "Do not ask before reading.")
    private boolean yes;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new ExportCommand(), CommandFailure.class, args);
    }

    @Override
    public Integer call() {
        Map<String, String> environment = System.getenv();
        Clock clock = Clock.systemUTC();
        ExportRun.Wish wish = new ExportRun.Wish(objects(), since, moment(clock.instant()), parts(), contents);
        Consent consent = new Consent(
                TERMINAL ? Optional.of(new BufferedReader(new InputStreamReader(System.in, UTF_8))) : Optional.empty(),
                yes);
        KeapSource keap = new KeapSource(environment, wish.parts(), clock);
        String account = keap.account();
        ExportRun run = new ExportRun(keap, account, consent, spec.commandLine().getOut(), TERMINAL, clock);
        Path folder = files;
        boolean whole = folder == null
                ? intoDatabase(run, wish, keap, account, environment)
                : run.run(wish, () -> new FilesTarget(folder, account, wish.settings(), wish.since()));
        return whole ? Commands.DONE : Commands.FAILED;
    }

    private boolean intoDatabase(
            ExportRun run, ExportRun.Wish wish, KeapSource keap, String account, Map<String, String> environment) {
        try (Database opened = database.open(environment)) {
            opened.migrate();
            try (Connection connection = opened.connect()) {
                return run.run(
                        wish,
                        () -> new DatabaseTarget(opened, connection, keap, account, wish.settings(), wish.since()));
            }
        } catch (SQLException e) {
            throw new CommandFailure("The connection to the database could not be closed.", e);
        }
    }

    private Set<ExportObject> objects() {
        List<String> names =
                Arrays.stream(ExportObject.values()).map(ExportObject::view).toList();
        Set<ExportObject> chosen = EnumSet.noneOf(ExportObject.class);
        for (String name : objects) {
            chosen.add(ExportObject.ofView(name.strip())
                    .orElseThrow(() -> wrong("--objects takes %s%s."
                            .formatted(String.join(", ", names), DidYouMean.suggestion(name, names)))));
        }
        if (contents != null && !chosen.isEmpty() && !chosen.contains(ExportObject.FILE)) {
            throw wrong("--file-contents saves the contents of the files that are read: add file to --objects.");
        }
        return chosen.isEmpty() ? EnumSet.allOf(ExportObject.class) : chosen;
    }

    private int parts() {
        if (!(share >= 0.01 && share <= 1)) {
            throw wrong("--share takes a number from 0.01 to 1.");
        }
        return (int) Math.ceil(1 / share - 1e-9);
    }

    private @Nullable Instant moment(Instant now) {
        String text = since;
        if (text == null) {
            return null;
        }
        try {
            Instant moment = text.startsWith("P")
                    ? now.minus(Duration.parse(text))
                    : text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (moment.isAfter(now)) {
                throw wrong("--since lies in the future.");
            }
            return moment;
        } catch (DateTimeException e) {
            throw wrong(
                    "--since takes a day such as 2026-11-30, a moment such as 2026-11-30T08:00:00Z, or a time such as P1D.");
        }
    }

    private RuntimeException wrong(String sentence) {
        return new Options(spec.commandLine()).wrong(sentence);
    }
}
