package dev.keapsink.tools.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The function's report on a check, printed with the line of the file for each previewed record.
 *
 * @param report the function's answer
 */
public record CheckResult(JsonNode report) {

    /** Whether every check passed and no previewed record would be rejected or returned. */
    boolean isGood() {
        return report.path("ok").asBoolean() && !hasPreviewed("rejected") && !hasPreviewed("returned");
    }

    /** Returns the exit code for this and the whole file. Only {@link Commands#DONE} is {@code ok} in the JSON. */
    int exitCode(FileScan file) {
        if (isGood() && file.isGood()) {
            return Commands.DONE;
        }
        boolean isRejectedOnly = report.path("ok").asBoolean() && !hasPreviewed("returned") && file.isSendable();
        return isRejectedOnly ? Commands.REJECTED : Commands.FAILED;
    }

    private boolean hasPreviewed(String outcome) {
        return StreamSupport.stream(report.path("preview").spliterator(), false)
                .anyMatch(record -> record.path("outcome").asText().equals(outcome));
    }

    /**
     * Returns the fields without a place in the account, by the record's number in the report. Records that would be
     * rejected or returned to the queue are left out.
     */
    public Map<String, Set<String>> ignored() {
        Map<String, Set<String>> ignored = new LinkedHashMap<>();
        for (JsonNode record : report.path("preview")) {
            if (!record.has("reason")) {
                ignored.put(record.path("record").asText(), texts(record.path("ignored")));
            }
        }
        return ignored;
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    void print(PrintWriter out, List<Line> previewed) {
        report.path("checks").forEach(line -> print(line, out));
        report.path("preview").forEach(record -> preview(record, name(record, previewed), out));
    }

    /** Prints the report as JSON, with the line of each previewed record and the findings of the whole file. */
    void printJson(PrintWriter out, FileScan file) {
        ObjectNode all = report.deepCopy();
        all.put("ok", exitCode(file) == Commands.DONE);
        all.put("exit_code", exitCode(file));
        for (JsonNode record : all.path("preview")) {
            ((ObjectNode) record).put("line", line(record, file.previewed()));
        }
        if (!file.previewed().isEmpty()) {
            file.json(all.putObject("file"));
        }
        out.println(all.toPrettyString());
    }

    /** Splits a record's number: 3 is the record of the third message, 3.2 its second one. */
    private static String[] number(JsonNode record) {
        return record.path("record").asText().split("\\.", 2);
    }

    private static long line(JsonNode record, List<Line> previewed) {
        return previewed.get(Integer.parseInt(number(record)[0]) - 1).number();
    }

    private static String name(JsonNode record, List<Line> previewed) {
        String[] number = number(record);
        return "Line %d%s".formatted(line(record, previewed), number.length == 1 ? "" : ", record " + number[1]);
    }

    private static void print(JsonNode line, PrintWriter out) {
        out.printf(
                "%-4s  %s: %s%n",
                TerminalText.line(line.path("result").asText()),
                TerminalText.line(line.path("check").asText()),
                TerminalText.line(line.path("detail").asText()));
        if (line.has("fix")) {
            out.printf("      %s%n", TerminalText.line(line.path("fix").asText()));
        }
    }

    private static void preview(JsonNode record, String name, PrintWriter out) {
        out.printf(
                "%n%s: %s%s%n", name, TerminalText.line(record.path("outcome").asText()), reason(record));
        record.path("coercions")
                .forEach(value -> out.printf(
                        "  %s: %s becomes %s%n",
                        TerminalText.line(value.path("field").asText()),
                        shown(value.path("from")),
                        shown(value.path("to"))));
        if (record.has("ignored")) {
            out.printf("  without a place in Keap: %s%n", shown(record.path("ignored")));
        }
        record.path("left_out")
                .forEach(value -> out.printf(
                        "  left out: %s %s%n",
                        TerminalText.line(value.path("field").asText()),
                        TerminalText.line(value.path("why").asText())));
        record.path("calls")
                .forEach(call -> out.printf(
                        "  %s %s%n%s",
                        TerminalText.line(call.path("method").asText()),
                        TerminalText.line(call.path("path").asText()),
                        call.has("body") ? "  " + shown(call.path("body")) + "%n".formatted() : ""));
    }

    private static String shown(JsonNode json) {
        return TerminalText.line(json.toString());
    }

    private static String reason(JsonNode record) {
        if (!record.has("reason")) {
            return "";
        }
        String field = record.has("field")
                ? " (" + TerminalText.line(record.path("field").asText()) + ")"
                : "";
        String detail = record.has("detail")
                ? ": " + TerminalText.line(record.path("detail").asText())
                : "";
        return ", " + TerminalText.line(record.path("reason").asText()) + field + detail;
    }
}
