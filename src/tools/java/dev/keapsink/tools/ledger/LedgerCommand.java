package dev.keapsink.tools.ledger;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The command {@code ./run ledger}. */
@Command(
        name = "ledger",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {"Looks into the ledger, which remembers what was written to Keap (docs/ledger.md).", ""},
        footer = {
            "",
            "KEAP_SINK_LEDGER_KEY must have the function's value. Credentials and region are those that the AWS CLI would"
                    + " use (AWS_PROFILE, AWS_REGION, ...); AWS_ENDPOINT_URL_DYNAMODB is honoured.",
            "",
            "Exit code: 0 when it is done, 1 when it is not or nothing was found, 2 for a wrong option."
        })
public final class LedgerCommand implements Callable<Integer> {
    /** Entries dropped from one printed line to the next: some seconds of work. */
    private static final int PROGRESS_EVERY = 1000;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final LedgerContext context;

    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    LedgerCommand(LedgerContext context) {
        this.context = context;
    }

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new LedgerCommand(LedgerContext.real()), CommandFailure.class, args);
    }

    @Override
    public Integer call() {
        throw new Options(spec.commandLine()).wrong("Say what to do: show, forget or reset.");
    }

    @Command(
            name = "show",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description = "Shows what is remembered of one person. It needs dynamodb:BatchGetItem.")
    int show(@Mixin LedgerOptions options, @Mixin LedgerPerson person) {
        String name = options.table(context.environment());
        List<LedgerKey> keys = person.among(keys(options), context.environment());
        try (DynamoDbClient dynamo = context.dynamo().get()) {
            Map<LedgerKey, LedgerEntry> found = table(dynamo, name)
                    .read(keys, Deadline.in(TIMEOUT, context.clock()))
                    .all();
            found.forEach((key, entry) -> new EntryPrinter(out()).print(key, entry));
            if (found.isEmpty()) {
                out().println("Nothing is remembered of this key in the stream %s of the account %s."
                        .formatted(options.stream(), options.tenant()));
            }
            out().flush();
            return found.isEmpty() ? 1 : 0;
        } catch (LedgerUnavailable e) {
            throw new CommandFailure(e.getMessage() + ".", e);
        }
    }

    @Command(
            name = "forget",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description = "Drops what is remembered of one person. It needs dynamodb:DeleteItem.")
    int forget(@Mixin LedgerOptions options, @Mixin LedgerPerson person) {
        String name = options.table(context.environment());
        List<LedgerKey> keys = person.among(keys(options), context.environment());
        try (DynamoDbClient dynamo = context.dynamo().get()) {
            LedgerRows rows = new LedgerRows(dynamo, name, context);
            long dropped = keys.stream().filter(rows::drop).count();
            out().println(
                            dropped == 0
                                    ? "Nothing was remembered of this key in the stream %s of the account %s."
                                            .formatted(options.stream(), options.tenant())
                                    : "Forgotten. A record that comes from now on is written as if it were the first one.");
            out().flush();
            return dropped == 0 ? 1 : 0;
        }
    }

    @Command(
            name = "reset",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description =
                    "Drops all that is remembered of a stream, so that all of its records are written again. It reads"
                            + " the whole table. It needs dynamodb:Scan and dynamodb:BatchWriteItem.")
    int reset(@Mixin LedgerOptions options, @Option(names = "--yes", description = "Do not ask.") boolean yes)
            throws InterruptedException {
        String name = options.table(context.environment());
        String prefix = keys(options).prefix();
        try (DynamoDbClient dynamo = context.dynamo().get()) {
            LedgerRows rows = new LedgerRows(dynamo, name, context);
            List<LedgerRows.Row> all = rows.beginningWith(prefix);
            if (all.isEmpty()) {
                out().println("Nothing is remembered of the stream %s of the account %s."
                        .formatted(options.stream(), options.tenant()));
                out().flush();
                return 0;
            }
            List<String> free = all.stream()
                    .filter(row -> !row.held())
                    .map(LedgerRows.Row::key)
                    .toList();
            if (!yes) {
                context.confirm(
                        "This drops %,d entries, all of the stream %s of the account %s. Pause the sink first: records that come meanwhile may bring back deleted contacts or write older states."
                                .formatted(free.size(), options.stream(), options.tenant()),
                        out());
            }
            rows.drop(free, this::printProgress);
            out().printf("Dropped %,d entries.%n", free.size());
            return printHeld(all.size() - free.size());
        }
    }

    private void printProgress(int dropped) {
        if (dropped % PROGRESS_EVERY == 0) {
            out().printf("%,d are gone.%n", dropped);
            out().flush();
        }
    }

    /** Prints how many entries stay, because the sink writes their contacts now; returns the exit code. */
    private int printHeld(int held) {
        if (held > 0) {
            out().printf(
                            "%,d are being written now and stay; run the same command again in some minutes, with the sink paused.%n",
                            held);
        }
        out().flush();
        return held > 0 ? 1 : 0;
    }

    private LedgerKeys keys(LedgerOptions options) {
        return options.keys(context.environment());
    }

    private LedgerTable table(DynamoDbClient dynamo, String name) {
        return new LedgerTable(
                () -> dynamo,
                name,
                new LedgerTable.Timeouts(TIMEOUT, TIMEOUT),
                context.clock(),
                context.sleeper(),
                new Backoff(() -> 0));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
