package dev.keapsink.tools.demo;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.RequestModel;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.Survey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the result of a run and prints it. */
public final class RunReport {
    private final RecordFile records;
    private final KeapTarget target;
    private final RunOutcome outcome;
    private final Expectations expectations;
    private final Optional<ObjectAudit> objects;

    /** Prepares the report of a run that has ended. */
    public RunReport(RecordFile records, KeapTarget target, RunOutcome outcome) {
        this.records = records;
        this.target = target;
        this.outcome = outcome;
        this.expectations = Expectations.of(
                outcome,
                switch (target) {
                    case KeapTarget.Simulated simulated -> AuditRules.of(simulated.settings());
                    case KeapTarget.Real real -> AuditRules.DEFAULT;
                });
        this.objects = switch (target) {
            case KeapTarget.Simulated simulated -> Optional.of(ObjectAudit.of(outcome, simulated));
            case KeapTarget.Real real -> Optional.empty();
        };
    }

    /**
     * Prints the summary, and returns the exit code.
     *
     * @param rejectsExpected whether rejected records leave the exit code alone
     */
    public int print(PrintWriter out, String quotaNote, Survey survey, boolean rejectsExpected) {
        Summary summary = new Summary(out);
        summary.print(outcome);
        return print(summary, quotaNote, survey, rejectsExpected, List.of());
    }

    /**
     * Prints what follows the counts of the messages, and returns the exit code.
     *
     * @param more further faults
     */
    int print(Summary summary, String quotaNote, Survey survey, boolean rejectsExpected, List<String> more) {
        switch (target) {
            case KeapTarget.Simulated simulated -> {
                summary.print(SimulatorFigures.of(simulated.keap()));
                summary.print(objects.orElseThrow().counts());
            }
            case KeapTarget.Real real -> {}
        }
        summary.printElapsed(outcome, quotaNote);
        summary.print(survey);
        summary.printRejected(outcome.rejected());
        summary.printSkipped(records.skipped());
        Shortfall shortfall = new Shortfall(
                survey.unplacedCount(),
                target instanceof KeapTarget.Real,
                outcome.rejected().size(),
                records.skipped().size(),
                outcome.deadLetters().size(),
                rejectsExpected);
        List<String> faults = Stream.concat(more.stream(), findings().stream()).toList();
        return summary.printVerdict(faults, allIsWell(shortfall)) ? shortfall.exitCode() : Commands.FAILED;
    }

    /** Returns one sentence for each fault in the queues, and in the simulated account; empty when all is well. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>(outcome.findings());
        switch (target) {
            case KeapTarget.Simulated simulated -> {
                SimulatorFigures figures = SimulatorFigures.of(simulated.keap());
                findings.addAll(figures.findings());
                findings.addAll(expectations
                        .audit(AccountNeeds.tagsOfAll(simulated.settings(), simulated.keap()), outcome.batches())
                        .findings(figures.contacts()));
                findings.addAll(objects.orElseThrow().findings());
                findings.addAll(objections(simulated.keap()));
            }
            case KeapTarget.Real real -> {}
        }
        return findings;
    }

    /** Returns each difference between a call and Keap's documentation. A call that Keap refuses may differ from it. */
    private static List<String> objections(KeapSimulator keap) {
        return keap.calls().stream()
                .filter(call -> call.status() != 400)
                .flatMap(call -> RequestModel.problems(call).stream())
                .distinct()
                .map(problem -> "A call was not as Keap documents it: " + problem)
                .toList();
    }

    private String allIsWell(Shortfall shortfall) {
        List<String> sentences = new ArrayList<>(
                switch (target) {
                    case KeapTarget.Simulated simulated ->
                        Stream.concat(expectations.verdict().stream(), objects.orElseThrow().verdict().stream())
                                .toList();
                    case KeapTarget.Real real -> List.of("Everything adds up: every message has one outcome.");
                });
        sentences.addAll(shortfall.sentences());
        return String.join(System.lineSeparator(), sentences);
    }
}
