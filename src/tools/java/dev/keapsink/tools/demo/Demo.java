package dev.keapsink.tools.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.common.Addresses;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.Survey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                    + " contact types Lead, Prospect, Customer and Partner. The settings that need no account apply to it:"
                    + " KEAP_SINK_MAPPING=\"$(cat mapping.json)\", KEAP_SINK_TAG_IDS, KEAP_SINK_CONTACT_TYPE,"
                    + " KEAP_SINK_DUPLICATE_OPTION, KEAP_SINK_WRITE_POLICY, KEAP_SINK_ON_DELETE, KEAP_SINK_COUNTRY,"
                    + " KEAP_SINK_DATE_ORDER, KEAP_SINK_STREAMS, KEAP_SINK_KEY_FIELD and KEAP_SINK_DEFAULT_USER. The account has got the tags, contact types and custom fields that they"
                    + " name. The demo says which settings it ignores.",
            "",
            "Exit code: 0 when everything adds up, 3 when it does but records of your file were rejected, 1 when it does"
                    + " not add up, when a line of the file cannot be sent or when the run cannot go on, 2 for a wrong"
                    + " option. The rejected records of the default sample are meant to be, and leave it at 0."
        })
public final class Demo implements Callable<Integer> {
    private static final String SAMPLE = "samples/contacts.ndjson";
    private static final String SHOP = "samples/shop.ndjson";

    /** The settings of a run with every object, where the environment does not say otherwise. */
    private static final Map<String, String> EVERY_OBJECT = Map.of(
            "KEAP_SINK_STREAMS",
            Stream.of(ObjectType.values()).map(ObjectType::stream).collect(Collectors.joining(",")),
            "KEAP_SINK_DEFAULT_USER",
            "1",
            "KEAP_SINK_ON_DELETE",
            "delete");

    private static final long REPLIES_LOST = 20_261_130;

    /** Whether a person can answer a question. The run script knows it; System.console() does not on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "NDJSON (one record a line), or CSV with a header row and commas, semicolons, tabs or pipes."
                    + " Default: samples/contacts.ndjson, with --all samples/shop.ndjson")
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

    @Option(
            names = "--all",
            description =
                    "Write every object: the sample is the evening of a small shop (samples/shop.ndjson), and Keap"
                            + " loses some of its replies after it has carried out the call. Without --ledger one process"
                            + " runs at a time, because two could miss each other's new object.")
    private boolean all;

    @Option(
            names = "--airbyte",
            description = "Send the records as a sync of Airbyte through the packed tool (target/keap-sink-tools.zip)."
                    + " Its process is killed twice, and each attempt goes on behind the last state. Goes with FILE,"
                    + " --all and --quota.")
    private boolean airbyte;

    @Option(
            names = "--validate",
            description = "Play the evening of the shop as a sync of Airbyte with an audit, read the account back into"
                    + " PostgreSQL, run the SQL checks, and write a page (target/local/validate/report.html). Then damage"
                    + " the account behind the sink's back: exactly the checks concerned have to fail.")
    private boolean validate;

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
        airbyte |= validate;
        all |= validate;
        check("--batch-size", batchSize, 1, 10_000);
        check("--concurrency", concurrency, 1, 10);
        check("--quota", quota == null ? 1 : quota, 1, 1_000_000);
        TargetChoice choice = new TargetChoice(System.getenv(), terminal(), yes);
        if (choice.isSimulator()) {
            return simulate();
        }
        if (airbyte) {
            throw new CommandFailure("--airbyte is for the simulator. Unset KEAP_SINK_BASE_URL.");
        }
        if (ledger) {
            throw new CommandFailure("--ledger is for the simulator, whose calls it counts.");
        }
        if (all) {
            throw new CommandFailure("--all is for the simulator, whose replies it loses. For a real account name the"
                    + " streams in KEAP_SINK_STREAMS.");
        }
        if (quota != null) {
            throw new CommandFailure("--quota is for the simulator. For a real account set KEAP_SINK_MINUTE_LIMIT and"
                    + " KEAP_SINK_SPIKE_LIMIT.");
        }
        return write(choice);
    }

    private int simulate() throws IOException, InterruptedException {
        SimulatorSettings given = SimulatorSettings.of(System.getenv(), ledger);
        given.checkMappingIsNoPath();
        if (airbyte) {
            AirbyteDemo.check(spec.commandLine(), given);
        }
        SimulatorSettings settings = all ? given.otherwise(EVERY_OBJECT) : given;
        MappingInEffect mapping = MappingInEffect.ofSimulator(settings.used());
        RecordFile records = airbyte ? AirbyteDemo.rowsOf(records(mapping), file == null) : records(mapping);
        // A faulty mapping is the function's to complain of.
        PlainMapping needed =
                mapping.mapper().isPresent() ? AuditRules.of(settings).mapping() : PlainMapping.AUTOMATIC;
        Pace pace = quota == null ? Pace.DEMO : Pace.perMinute(quota);
        given.notes().forEach(out()::println);
        try (KeapTarget.Simulated target =
                KeapTarget.Simulated.start(pace, settings, AccountNeeds.of(settings, needed, records.lines()))) {
            target.added().ifPresent(out()::println);
            if (airbyte) {
                DemoRun.Source source = source(records, Survey.of(records, mapping));
                return validate
                        ? new ValidateDemo(source, target, pace, screen()).run()
                        : new AirbyteDemo(source, target, pace, screen(), Map.of()).run();
            }
            if (all) {
                target.keap().inject(new LostReplies(REPLIES_LOST).fault());
            }
            DemoRun run = run(records, target, pace, Survey.of(records, mapping));
            return ledger ? run.twice(target) : run.once();
        }
    }

    private int write(TargetChoice choice) throws IOException, InterruptedException {
        MappingInEffect mapping = MappingInEffect.of(System.getenv());
        RecordFile records = records(mapping);
        Survey survey = Survey.of(records, mapping);
        survey.print(out());
        out().flush();
        KeapTarget.Real target = choice.real(records.lines().size());
        Addresses.from(System.getenv()).requireReachable();
        Optional<GrantStore> store = LocalCredential.store(System.getenv());
        if (store.isEmpty()) {
            return run(records, target, target.pace(false), survey).once();
        }
        try (LocalCredential credential = LocalCredential.serve(
                store.get(), System.getenv(), spec.commandLine().getErr())) {
            boolean oauth = credential.credential() instanceof Credential.Grant;
            return run(records, target.with(credential), target.pace(oauth), survey)
                    .once();
        }
    }

    private RecordFile records(MappingInEffect mapping) {
        return RecordFile.read(file == null ? Workspace.inCheckout(sample()) : file, mapping);
    }

    private String sample() {
        return all ? SHOP : SAMPLE;
    }

    private DemoRun run(RecordFile records, KeapTarget target, Pace pace, Survey survey) {
        int processes = all && !ledger ? 1 : concurrency;
        LocalRun.Plan plan = new LocalRun.Plan(
                batchSize, processes, pace.timeout(batchSize, processes), pace.visibility(batchSize, processes), crash);
        return new DemoRun(source(records, survey), target, pace, plan, screen());
    }

    private DemoRun.Source source(RecordFile records, Survey survey) {
        return new DemoRun.Source(file == null ? sample() : file.toString(), records, survey, file == null);
    }

    private DemoRun.Screen screen() {
        return new DemoRun.Screen(out(), TERMINAL);
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s must be between %,d and %,d, not %,d.".formatted(option, least, most, value));
        }
    }

    private static Optional<BufferedReader> terminal() {
        return TERMINAL ? Optional.of(new BufferedReader(new InputStreamReader(System.in, UTF_8))) : Optional.empty();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
