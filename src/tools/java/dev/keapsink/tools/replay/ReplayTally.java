package dev.keapsink.tools.replay;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** What became of the messages of each reason. */
final class ReplayTally {
    private final Map<String, Row> rows = new TreeMap<>();

    private int cut;

    /** The numbers of one reason. */
    private static final class Row {
        private int sent;
        private int left;
        private int stuck;
    }

    void sent(String reason) {
        row(reason).sent++;
    }

    /** It was not asked for. */
    void left(String reason) {
        row(reason).left++;
    }

    /** It cannot be sent. */
    void stuck(String reason) {
        row(reason).stuck++;
    }

    /** One of those that cannot be sent was cut. */
    void cut() {
        cut++;
    }

    private Row row(String reason) {
        return rows.computeIfAbsent(reason, name -> new Row());
    }

    int sent() {
        return rows.values().stream().mapToInt(row -> row.sent).sum();
    }

    int stuck() {
        return rows.values().stream().mapToInt(row -> row.stuck).sum();
    }

    int cuts() {
        return cut;
    }

    int left() {
        return rows.values().stream().mapToInt(row -> row.left).sum();
    }

    /**
     * Prints a line a reason.
     *
     * @param sending how to call what was sent, or would be
     */
    void print(PrintWriter out, String sending) {
        if (rows.isEmpty()) {
            return;
        }
        out.println("%-24s %12s %10s%s".formatted("Reason", sending, "left", stuck() == 0 ? "" : "    not taken"));
        rows.forEach((reason, row) -> out.println("%-24s %,12d %,10d%s"
                .formatted(reason, row.sent, row.left, stuck() == 0 ? "" : "%,13d".formatted(row.stuck))));
    }
}
