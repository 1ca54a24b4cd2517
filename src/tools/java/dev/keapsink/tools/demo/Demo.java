package dev.keapsink.tools.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.LocalLedger;
import dev.keapsink.tools.local.RuntimeClient;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.Survey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./run demo}: sends a file through the packaged function, and audits the result. */
@Command(
        name = "demo",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Sends records through a local SQS queue and the packaged function (target/function.zip) to a Keap simulator,"
                    + " and checks that every record arrived exactly once.",
            ""
        },
        footer = {
            "",
            "With KEAP_SINK_BASE_URL and a credential set (KEAP_SINK_API_KEY, or KEAP_SINK_CREDENTIALS_FILE or"
                    + " KEAP_SINK_CREDENTIALS_PARAMETER as ./run authorize wrote it), the records go to that Keap"
                    + " account instead, after a question; your other KEAP_SINK_ variables (tags, contact type, limits)"
                    + " then apply. OAuth2 tokens are renewed as long as the run lasts.",
            "",
            "The simulated account has the tags 101 and 102, which every contact gets, the tags 201, 202 and 203, and the"
                    + " contact types Lead, Prospect, Customer and Partner. KEAP_SINK_COUNTRY and KEAP_SINK_DATE_ORDER apply to it, too.",
            "",
            "Exit code: 0 when everything adds up, 1 when it does not, when a line of the file cannot be sent or when the"
                    + " run cannot go on, 2 for a wrong option."
        })
public final class Demo implements Callable<Integer> {
    private static final Path SAMPLE = Path.of("samples", "contacts.ndjson");
    private static final Path WORK = Workspace.folder();

    /** Whether a person can answer a question. The run script knows it; System.console() does not on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "NDJSON (one record a line), or CSV with a header row and commas, semicolons, tabs or pipes."
                    + " Default: samples/contacts.ndjson")
    private @Nullable Path file;

    @Option(
            names = "--crash",
            description = "Kill a function process once, in the middle of a batch. The end result must be the same.")
    private boolean crash;

    @Option(
            names = "--quota",
            paramLabel = "N",
            description = "Calls a minute that the simulator allows; 240 is Keap's own quota for an API key (and takes"
                    + " minutes). Default: 6000")
    private @Nullable Integer quota;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "100",
            description = "The most messages in a batch. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "2",
            description = "Function processes at a time. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--ledger",
            description =
                    "Keep a ledger in DynamoDB Local, and send everything twice: the second time nothing is written.")
    private boolean ledger;

    @Option(names = "--yes", description = "Do not ask before writing to a real Keap account.")
    private boolean yes;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new Demo(), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws Exception {
        check("--batch-size", batchSize, 1, 10_000);
        check("--concurrency", concurrency, 1, 10);
        check("--quota", quota == null ? 1 : quota, 1, 1_000_000);
        TargetChoice choice = new TargetChoice(System.getenv(), terminal(), yes);
        MappingInEffect mapping = choice.isSimulator()
                ? MappingInEffect.ofSimulator(System.getenv())
                : MappingInEffect.of(System.getenv());
        RecordFile records = RecordFile.read(file == null ? SAMPLE : file, mapping);
        Survey survey = survey(records, mapping);
        if (choice.isSimulator()) {
            Pace pace = quota == null ? Pace.DEMO : Pace.perMinute(quota);
            try (KeapTarget.Simulated target = KeapTarget.Simulated.start(pace, System.getenv())) {
                return ledger ? runTwice(records, target, pace, survey) : run(records, target, pace, survey);
            }
        }
        if (ledger) {
            throw new CommandFailure("--ledger is for the simulator, whose calls it counts.");
        }
        if (quota != null) {
            throw new CommandFailure("--quota is for the simulator. For a real account set KEAP_SINK_MINUTE_LIMIT and"
                    + " KEAP_SINK_SPIKE_LIMIT.");
        }
        survey.print(out());
        out().flush();
        KeapTarget.Real target = choice.real(records.lines().size());
        Optional<GrantStore> store = LocalCredential.store(System.getenv());
        if (store.isEmpty()) {
            return run(records, target, target.pace(false), survey);
        }
        try (LocalCredential credential = LocalCredential.serve(
                store.get(), System.getenv(), spec.commandLine().getErr())) {
            boolean oauth = credential.credential() instanceof Credential.Grant;
            return run(records, target.with(credential), target.pace(oauth), survey);
        }
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s must be between %,d and %,d, not %,d.".formatted(option, least, most, value));
        }
    }

    private static Survey survey(RecordFile records, MappingInEffect mapping) {
        Survey survey = new Survey(mapping);
        records.lines().forEach(survey::add);
        return survey;
    }

    private int run(RecordFile records, KeapTarget target, Pace pace, Survey survey)
            throws IOException, InterruptedException {
        announce(records, target, pace);
        RunOutcome outcome = outcome(records, target, plan(pace, crash), Map.of());
        return new RunReport(records, target, outcome).print(out(), "quota " + pace, survey) ? 0 : 1;
    }

    private int runTwice(RecordFile records, KeapTarget.Simulated target, Pace pace, Survey survey)
            throws IOException, InterruptedException {
        try (LocalLedger ledgerTable = LocalLedger.start()) {
            announce(records, target, pace);
            RunOutcome first = outcome(records, target, plan(pace, crash), ledgerTable.variables());
            boolean good = new RunReport(records, target, first).print(out(), "quota " + pace, survey);
            SimulatorFigures before = SimulatorFigures.of(target.keap());
            int entries = ledgerTable.entries();
            RunOutcome second = outcome(records, target, plan(pace, false), ledgerTable.variables());
            SecondRun again = new SecondRun(second, before, SimulatorFigures.of(target.keap()), entries);
            return again.print(out()) && good ? 0 : 1;
        }
    }

    private LocalRun.Plan plan(Pace pace, boolean withCrash) {
        return new LocalRun.Plan(
                batchSize,
                concurrency,
                pace.timeout(batchSize, concurrency),
                pace.visibility(batchSize, concurrency),
                withCrash);
    }

    private RunOutcome outcome(RecordFile records, KeapTarget target, LocalRun.Plan plan, Map<String, String> more)
            throws IOException, InterruptedException {
        FunctionPackage function = FunctionPackage.unpack(
                Workspace.function(), WORK.resolve("function").toAbsolutePath());
        try (LocalRun run = new LocalRun(function, RuntimeClient.forThisSystem(), target, plan, WORK, more)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::killFunction));
            return outcome(run, records);
        }
    }

    private RunOutcome outcome(LocalRun run, RecordFile records) throws InterruptedException {
        try (Progress progress = Progress.of(records.lines().size(), TERMINAL, out())) {
            return run.run(records.lines(), progress);
        }
    }

    private void announce(RecordFile records, KeapTarget target, Pace pace) {
        records.notes().forEach(out()::println);
        out().printf(
                        "%,d records from %s go to %s.%n",
                        records.lines().size(),
                        file == null ? SAMPLE : file,
                        switch (target) {
                            case KeapTarget.Simulated simulated -> "the Keap simulator (" + pace + ")";
                            case KeapTarget.Real real -> real.variables().get(KeapTarget.Real.URL);
                        });
        if (!records.skipped().isEmpty()) {
            out().printf(
                            "Lines that cannot be sent: %,d (named at the end).%n",
                            records.skipped().size());
        }
        Duration estimate = pace.of(records.lines().size());
        if (estimate.toSeconds() > 60) {
            out().printf("At %s this takes about %d min.%n", pace, estimate.toMinutes() + 1);
        }
        out().flush();
    }

    private static Optional<BufferedReader> terminal() {
        return TERMINAL ? Optional.of(new BufferedReader(new InputStreamReader(System.in, UTF_8))) : Optional.empty();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
