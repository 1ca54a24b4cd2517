package dev.keapsink.tools.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that sending all records a second time, to a function with a ledger, writes nothing to Keap.
 *
 * @param outcome the result of the second run
 * @param before the simulator's figures after the first run
 * @param after the simulator's figures after both runs
 * @param entries how many contacts the ledger held before the second run
 */
public record SecondRun(RunOutcome outcome, SimulatorFigures before, SimulatorFigures after, int entries) {

    /** Prints the figures, and returns whether every message has one outcome and nothing was written to Keap. */
    public boolean print(PrintWriter out) {
        out.printf("%nThe second time, with %,d contacts in the ledger:%n", entries);
        Summary summary = new Summary(out);
        summary.print(outcome);
        out.printf("Keap write calls     %10d   first time: %,d%n", writes(), before.writes());
        out.printf("Keap look-ups        %10d   first time: %,d%n", lookups(), before.lookups());
        return summary.printVerdict(
                findings(), "Nothing had changed, so nothing was written: the second run made 0 Keap write calls.");
    }

    /** Returns how many write calls the second run made. */
    public long writes() {
        return after.writes() - before.writes();
    }

    long lookups() {
        return after.lookups() - before.lookups();
    }

    /** Returns one sentence for each fault of the second run; empty when all is well. */
    List<String> findings() {
        List<String> findings = new ArrayList<>(outcome.findings());
        if (writes() != 0) {
            findings.add("The second run made %,d Keap write calls, but should make none".formatted(writes()));
        }
        return findings;
    }
}
