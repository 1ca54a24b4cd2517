package dev.keapsink.tools.demo;

import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.records.FirstSentences;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Skipped;
import dev.keapsink.tools.records.Survey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints the result of a run as text for a person. */
final class Summary {
    private static final int SHOWN = 20;

    private final PrintWriter out;

    Summary(PrintWriter out) {
        this.out = out;
    }

    void print(RunOutcome outcome) {
        Tally tally = outcome.tally();
        out.println();
        figure("Messages sent", outcome.sent().size(), "");
        figure("  acked", tally.acked().size(), "");
        figure("    written", outcome.written().size(), "");
        figure("    rejected", outcome.rejected().size(), "");
        figure("  dead-lettered", outcome.deadLetters().size(), "");
        figure("  redelivered", tally.redeliveredCount(), disturbances(tally));
        figure("Batches", tally.batches(), "");
    }

    void print(AirbyteSync sync, RunOutcome outcome) {
        out.println();
        figure("Records sent", outcome.sent().size(), "");
        figure("  written", outcome.written().size(), "");
        figure("  rejected", outcome.rejected().size(), "");
        figure("Attempts", sync.attempts(), "process killed: %d".formatted(sync.attempts() - 1));
        figure("States returned", sync.answers().states(), "");
    }

    private static String disturbances(Tally tally) {
        List<String> parts = new ArrayList<>();
        if (tally.returnedByFunction() > 0) {
            parts.add("returned by the function: %d".formatted(tally.returnedByFunction()));
        }
        if (tally.crashes() > 0) {
            parts.add("function process killed: %d".formatted(tally.crashes()));
        }
        if (tally.timeouts() > 0) {
            parts.add("timeouts: %d".formatted(tally.timeouts()));
        }
        if (tally.errors() > 0) {
            parts.add("function errors: %d".formatted(tally.errors()));
        }
        return String.join(", ", parts);
    }

    void print(SimulatorFigures keap) {
        figure("Contacts created", keap.created(), "");
        figure("         updated", keap.updated(), "");
        figure("Tags applied", keap.tagsApplied(), "");
        figure("Keap calls", keap.calls().size(), "%,d writes, %,d look-ups".formatted(keap.writes(), keap.lookups()));
        figure("  too fast (429)", keap.tooFast(), "refused, and made again");
        line("Calls per contact", String.format("%.2f", keap.callsPerContact()), "");
    }

    /** Prints how many objects of each type the account holds. */
    void print(Map<ObjectType, Integer> objects) {
        objects.forEach((type, count) -> figure(type.stream(), count, ""));
    }

    void printElapsed(RunOutcome outcome, String note) {
        line("Elapsed", Durations.human(outcome.elapsed()), note);
    }

    /** Prints the columns and values that are not written, if there are any. */
    void print(Survey survey) {
        if (!survey.isEmpty()) {
            out.println();
            survey.print(out);
        }
    }

    /** Prints how many records were rejected for each reason, and the first of them in detail. */
    void printRejected(Map<Line, Reject> rejected) {
        Map<String, FirstSentences> byReason = new TreeMap<>();
        rejected.forEach((line, reject) -> byReason.computeIfAbsent(reject.reason(), reason -> new FirstSentences())
                .add("line %d: %s".formatted(line.number(), described(reject))));
        if (!byReason.isEmpty()) {
            out.printf("%nRejected:%n");
        }
        byReason.forEach((reason, records) -> records.print(out, reason));
    }

    private static String described(Reject reject) {
        return reject.field().isEmpty() ? reject.detail() : reject.field() + ": " + reject.detail();
    }

    void printSkipped(List<Skipped> skipped) {
        FirstSentences lines = new FirstSentences();
        skipped.forEach(line -> lines.add(line.sentence()));
        if (!skipped.isEmpty()) {
            out.println();
        }
        lines.print(out, "Lines that were not sent, because they cannot become a message");
    }

    /** Prints the findings, or the given sentence if there are none. Returns whether there are none. */
    boolean printVerdict(List<String> findings, String allIsWell) {
        out.println();
        if (findings.isEmpty()) {
            out.println(allIsWell);
        } else {
            out.printf("This does not add up:%n");
            printList(findings);
        }
        out.flush();
        return findings.isEmpty();
    }

    private void printList(List<String> lines) {
        lines.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
        if (lines.size() > SHOWN) {
            out.printf("  and %,d more%n", lines.size() - SHOWN);
        }
    }

    private void figure(String name, long value, String note) {
        line(name, String.format("%,d", value), note);
    }

    private void line(String name, String value, String note) {
        out.println("%-20s %10s   %s".formatted(name, value, note).stripTrailing());
    }
}
