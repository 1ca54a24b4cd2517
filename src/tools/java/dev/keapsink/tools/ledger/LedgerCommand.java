package dev.keapsink.tools.ledger;

import dev.keapsink.aws.TableTime;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
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
            "Exit code: 0 when it is done; 1 when it is not, when entries stay, or when nothing was found; 2 for a wrong"
                    + " option. A sentence says which."
        })
public final class LedgerCommand implements Callable<Integer> {
    private static final String SHOWING = "dynamodb:BatchGetItem, and dynamodb:Scan to verify that nothing is there";

    private static final String FORGETTING =
            "dynamodb:BatchGetItem and dynamodb:DeleteItem, and dynamodb:Scan to verify that nothing is there";

    private static final String RESETTING = "dynamodb:Scan and dynamodb:DeleteItem";

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
            description = "Shows what is remembered of one person. It needs " + SHOWING + ".")
    int show(@Mixin LedgerOptions options, @Mixin LedgerPerson person) {
        return in(
                options,
                SHOWING,
                work -> new EntryPrinter(out(), work.time())
                        .print(
                                work.rows().find(person.among(work.keys(), context.environment())),
                                work.scope(),
                                work.rows(),
                                person.doubt(context.environment())));
    }

    @Command(
            name = "forget",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description =
                    "Drops what is remembered of one person, unless the sink is just writing that person's contact."
                            + " It needs " + FORGETTING + ".")
    int forget(@Mixin LedgerOptions options, @Mixin LedgerPerson person) {
        return in(
                options,
                FORGETTING,
                work -> new Forget(work.rows(), work.scope(), out())
                        .run(person.among(work.keys(), context.environment()), person.doubt(context.environment())));
    }

    @Command(
            name = "reset",
            sortOptions = false,
            usageHelpAutoWidth = true,
            description =
                    "Drops all that is remembered of a stream, so that all of its records are written again. What is"
                            + " written meanwhile stays. It reads the whole table. It needs " + RESETTING + ".")
    int reset(@Mixin LedgerOptions options, @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        return in(options, RESETTING, work -> new Reset(work.rows(), work.scope(), context, out()).run(!yes));
    }

    /** What a command works on. */
    private record Work(LedgerRows rows, LedgerKeys keys, Scope scope, InstantSource time) {}

    /** Does the work with a client of its own; returns the exit code. */
    private int in(LedgerOptions options, String permissions, Predicate<Work> command) {
        String table = options.table(context.environment());
        LedgerKeys keys = options.keys(context.environment());
        TableTime time = new TableTime(
                context.clock(), warning -> spec.commandLine().getErr().println(warning + "."));
        Requests requests = new Requests(
                context.sleeper(),
                new Backoff(() -> ThreadLocalRandom.current().nextDouble()),
                new Failures(table, permissions));
        try (DynamoDbClient dynamo = time.setBy(context.dynamo().get())) {
            Work work = new Work(
                    new LedgerRows(dynamo, table, requests, time),
                    keys,
                    new Scope(options.stream(), options.tenant(), keys.prefix()),
                    time);
            return command.test(work) ? 0 : 1;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
