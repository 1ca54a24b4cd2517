package dev.keapsink.tools.replay;

import dev.keapsink.tools.common.TerminalText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Counts the messages of each reason by their outcome. */
final class ReplayTally {
    private final Map<String, Row> rows = new TreeMap<>();

    private int withoutAllAttributes;

    /** The numbers of one reason. */
    private static final class Row {
        private int sent;
        private int kept;
        private int unsendable;
    }

    void sent(String reason) {
        row(reason).sent++;
    }

    /** Counts a message of another reason than the chosen one. */
    void kept(String reason) {
        row(reason).kept++;
    }

    /** Counts a message that cannot be sent. */
    void unsendable(String reason) {
        row(reason).unsendable++;
    }

    /** Counts one more of the messages that cannot be sent: it lacks attributes. */
    void lacksAttributes() {
        withoutAllAttributes++;
    }

    private Row row(String reason) {
        return rows.computeIfAbsent(reason, name -> new Row());
    }

    int sent() {
        return rows.values().stream().mapToInt(row -> row.sent).sum();
    }

    int unsendable() {
        return rows.values().stream().mapToInt(row -> row.unsendable).sum();
    }

    int withoutAllAttributes() {
        return withoutAllAttributes;
    }

    int kept() {
        return rows.values().stream().mapToInt(row -> row.kept).sum();
    }

    /**
     * Prints a table with a row for each reason.
     *
     * @param sentHeading the heading of the messages that were sent, or would be in a real run
     * @param unseen about how many messages SQS did not hand out; they are left, too
     */
    void print(PrintWriter out, String sentHeading, long unseen) {
        if (rows.isEmpty() && unseen == 0) {
            return;
        }
        out.println(
                "%-24s %12s %10s%s".formatted("Reason", sentHeading, "left", unsendable() == 0 ? "" : "    not taken"));
        rows.forEach((reason, row) -> out.println("%-24s %,12d %,10d%s"
                .formatted(
                        TerminalText.line(reason),
                        row.sent,
                        row.kept,
                        unsendable() == 0 ? "" : "%,13d".formatted(row.unsendable))));
        if (unseen > 0) {
            out.println("%-24s %12s %,10d".formatted("(not handed out)", "", unseen));
        }
    }
}
