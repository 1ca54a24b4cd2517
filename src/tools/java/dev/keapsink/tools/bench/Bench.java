package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.local.FunctionPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run bench}. */
@Command(
        name = "bench",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures the packaged function (target/function.zip, JVM or native) against a Keap simulator, and compares the"
                    + " figures to the goals of docs/performance.md.",
            ""
        },
        footer = {
            "",
            "It takes about forty minutes; leave the machine alone meanwhile. The figures are written to"
                    + " target/bench.json. CPU time and memory are told on Linux only.",
            "",
            "Exit code: 0 when every goal is met, 1 when not (except with --quick), 2 for a wrong option."
        })
public final class Bench implements Callable<Integer> {
    private static final Path ZIP = Workspace.inCheckout("target/function.zip");
    private static final Path WORK = Workspace.inCheckout("target/bench");
    private static final Path REPORT = Workspace.inCheckout("target/bench.json");
    private static final String BODIES = "slowest-bodies";

    /** The measurements of the packaged function, in the order of the report. */
    static final List<Measurement> MEASUREMENTS = List.of(
            new ColdStart(),
            new SteadyLoad(),
            new KeapCalls(),
            new Parallelism(),
            new WarmBatches(),
            new Growth(),
            new HostileOrder(),
            new LedgerCost(),
            new AirbyteDoor(),
            new AccountExport(),
            Backlog.ONE,
            Backlog.TWO);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs of each measurement, of which the median counts. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Measure only this: cold-start, steady-load, keap-calls, parallelism, warm-batches, growth, hostile-order,"
                            + " ledger, airbyte, export, backlog-one-instance, backlog-two-instances, slowest-bodies. Several with commas.")
    private List<String> only = List.of();

    @Option(
            names = "--quick",
            description = "One small run of each, without the backlogs, to see that everything works. Its figures mean"
                    + " nothing.")
    private boolean quick;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "An environment variable of the function, to see what it changes, for example"
                    + " JAVA_TOOL_OPTIONS=-Xint. May be given several times.")
    private Map<String, String> environment = Map.of();

    @Option(
            names = "--micro",
            description =
                    "Measure decoding, mapping and planning in this JVM instead (JMH), not the packaged function.")
    private boolean micro;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new Bench(), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws Exception {
        if (micro) {
            MicroBenchmarks.run(quick);
            return 0;
        }
        List<Measurement> chosen = chosen();
        PrintWriter out = spec.commandLine().getOut();
        Report report =
                chosen.isEmpty() ? null : measured(chosen, spec.commandLine().getErr());
        if (report != null) {
            report.write(REPORT);
            report.print(out);
        }
        if (isChosen(BODIES)) {
            new SlowestBodies(quick).print(out);
        }
        return report == null || quick || report.missed().isEmpty() ? 0 : 1;
    }

    private List<Measurement> chosen() {
        List<String> names = Stream.concat(MEASUREMENTS.stream().map(Measurement::name), Stream.of(BODIES))
                .toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new CommandFailure(
                    "--only %s is no measurement. There are: %s.".formatted(name, String.join(", ", names)));
        });
        if (runs < 1) {
            throw new CommandFailure("--runs must be 1 or more.");
        }
        return MEASUREMENTS.stream()
                .filter(measurement -> isChosen(measurement.name()))
                .filter(measurement -> measurement.isShort() || !quick)
                .toList();
    }

    private boolean isChosen(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private Report measured(List<Measurement> measurements, PrintWriter progress) throws Exception {
        Report.Machine machine = Report.Machine.here();
        FunctionPackage function = FunctionPackage.unpack(
                ZIP.toAbsolutePath(), WORK.resolve("function").toAbsolutePath());
        Figures figures = new Figures();
        try (KeapProcess keap = KeapProcess.start()) {
            BenchContext lab = new BenchContext(
                    function, keap, quick ? Effort.QUICK : Effort.FULL, environment, WORK.toAbsolutePath());
            warmUp(lab);
            for (Measurement measurement : measurements) {
                progress.printf("Measuring %s ...%n", measurement.name());
                progress.flush();
                samples(measurement, lab).forEach(sample -> figures.add(sample, measurement.figures()));
            }
        }
        return new Report(function.isNative(), machine, figures.all());
    }

    /** Warms the simulator up: it is a JVM too, and slow at first. */
    private static void warmUp(BenchContext lab) throws IOException, InterruptedException {
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account)) {
            function.write(new Leads(), lab.effort().warmUp(), 100);
        }
    }

    private List<Sample> samples(Measurement measurement, BenchContext lab) throws Exception {
        int times = quick ? 1 : runs;
        List<Sample> samples = new ArrayList<>();
        if (measurement.isSideBySide()) {
            samples.addAll(sideBySide(measurement, lab, times));
        } else {
            for (int i = 0; i < times; i++) {
                samples.add(measurement.measure(lab));
            }
        }
        samples.forEach(sample -> checkNames(measurement, sample));
        return samples;
    }

    private static List<Sample> sideBySide(Measurement measurement, BenchContext lab, int times)
            throws InterruptedException, ExecutionException {
        List<Callable<Sample>> all = Stream.generate(() -> (Callable<Sample>) () -> measurement.measure(lab))
                .limit(times)
                .collect(Collectors.toList());
        List<Sample> samples = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Sample> sample : threads.invokeAll(all)) {
                samples.add(sample.get());
            }
        }
        return samples;
    }

    private static void checkNames(Measurement measurement, Sample sample) {
        if (!measurement.figures().containsAll(sample.values().keySet())) {
            throw new IllegalStateException(
                    "%s yields other figures than it says: %s".formatted(measurement.name(), sample.values()));
        }
    }
}
