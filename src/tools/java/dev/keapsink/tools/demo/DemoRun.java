package dev.keapsink.tools.demo;

import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.LocalLedger;
import dev.keapsink.tools.local.RuntimeClient;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.Survey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Sends the records of a file once or twice, and prints what came of it. */
record DemoRun(Source source, KeapTarget target, Pace pace, LocalRun.Plan plan, Screen screen) {

    /**
     * A file that is sent.
     *
     * @param name as the operator knows it
     * @param isSample whether it is the sample, some of whose records have to be rejected
     */
    record Source(String name, RecordFile records, Survey survey, boolean isSample) {}

    /** What the operator sees; progress moves only on a terminal. */
    record Screen(PrintWriter out, boolean terminal) {}

    /** Returns the exit code. */
    int once() throws IOException, InterruptedException {
        announce();
        return report(outcome(plan, Map.of()));
    }

    /** Sends everything a second time, to a function that has kept a ledger. Returns the exit code. */
    int twice(KeapTarget.Simulated simulated) throws IOException, InterruptedException {
        try (LocalLedger ledger = LocalLedger.start()) {
            announce();
            int code = report(outcome(plan, ledger.variables()));
            SimulatorFigures before = SimulatorFigures.of(simulated.keap());
            int entries = ledger.entries();
            LocalRun.Plan again =
                    new LocalRun.Plan(plan.batchSize(), plan.concurrency(), plan.timeout(), plan.visibility(), false);
            RunOutcome second = outcome(again, ledger.variables());
            SecondRun repeated = new SecondRun(second, before, SimulatorFigures.of(simulated.keap()), entries);
            return repeated.print(screen.out) ? code : Commands.FAILED;
        }
    }

    private int report(RunOutcome outcome) {
        return new RunReport(source.records, target, outcome)
                .print(screen.out, "quota " + pace, source.survey, source.isSample);
    }

    private RunOutcome outcome(LocalRun.Plan once, Map<String, String> more) throws IOException, InterruptedException {
        Path work = Workspace.folder();
        FunctionPackage function = FunctionPackage.unpack(
                Workspace.function(), work.resolve("function").toAbsolutePath());
        try (LocalRun run = new LocalRun(function, RuntimeClient.forThisSystem(), target, once, work, more)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::killFunction));
            int lines = source.records.lines().size();
            try (Progress progress = Progress.of("messages", lines, screen.terminal, screen.out)) {
                return run.run(source.records.lines(), progress);
            }
        }
    }

    private void announce() {
        RecordFile records = source.records;
        records.notes().forEach(screen.out::println);
        screen.out.printf(
                "%,d records from %s go to %s.%n",
                records.lines().size(),
                source.name,
                switch (target) {
                    case KeapTarget.Simulated simulated -> "the Keap simulator (" + pace + ")";
                    case KeapTarget.Real real -> real.variables().get(KeapTarget.Real.URL);
                });
        if (source.isSample) {
            screen.out.println("Some of them are wrong on purpose: they have to be rejected.");
        }
        if (!records.skipped().isEmpty()) {
            screen.out.printf(
                    "Lines that cannot be sent: %,d (named at the end).%n",
                    records.skipped().size());
        }
        Duration estimate = pace.of(records.lines().size());
        if (estimate.toSeconds() > 60) {
            screen.out.printf("At %s this takes about %d min.%n", pace, estimate.toMinutes() + 1);
        }
        screen.out.flush();
    }
}
