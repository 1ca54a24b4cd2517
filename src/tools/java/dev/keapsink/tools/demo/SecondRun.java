package dev.keapsink.tools.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What it took to send everything again to a function that remembers the first time.
 *
 * @param before what the simulator had counted until then
 * @param after what it had counted in the end
 */
public record SecondRun(Outcome outcome, SimulatorFigures before, SimulatorFigures after, int remembered) {

    /** Prints it and returns whether nothing was written to Keap. */
    public boolean print(PrintWriter out) {
        out.printf("%nThe second time, with %,d contacts in the ledger:%n", remembered);
        Summary summary = new Summary(out);
        summary.print(outcome);
        out.printf("Keap write calls     %10d   first time: %,d%n", writes(), before.writes());
        out.printf("Keap look-ups        %10d   first time: %,d%n", lookUps(), before.lookUps());
        return summary.printVerdict(
                findings(), "Nothing had changed, so nothing was written: the second run made 0 Keap write calls.");
    }

    public long writes() {
        return after.writes() - before.writes();
    }

    long lookUps() {
        return after.lookUps() - before.lookUps();
    }

    /** Returns what should not be so, a sentence each. */
    List<String> findings() {
        List<String> findings = new ArrayList<>(outcome.findings());
        if (writes() != 0) {
            findings.add("The second run made %,d Keap write calls, but should make none".formatted(writes()));
        }
        return findings;
    }
}
