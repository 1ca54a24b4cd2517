package dev.keapsink.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.StreamSupport;

/** The function's report on a check, as it answered. */
record CheckResult(JsonNode report) {

    /** Whether everything passed and every previewed record would be written. */
    boolean isGood() {
        return report.path("ok").asBoolean()
                && StreamSupport.stream(report.path("preview").spliterator(), false)
                        .noneMatch(record -> record.has("reason"));
    }

    void print(PrintWriter out, boolean asJson) {
        if (asJson) {
            out.println(report.toPrettyString());
        } else {
            report.path("checks").forEach(line -> print(line, out));
            report.path("preview").forEach(record -> preview(record, out));
        }
        out.flush();
    }

    private static void print(JsonNode line, PrintWriter out) {
        out.printf(
                "%-4s  %s: %s%n",
                line.path("result").asText(),
                line.path("check").asText(),
                line.path("detail").asText());
        if (line.has("fix")) {
            out.printf("      %s%n", line.path("fix").asText());
        }
    }

    private static void preview(JsonNode record, PrintWriter out) {
        out.printf(
                "%nRecord %s: %s%s%n",
                record.path("record").asText(), record.path("outcome").asText(), reason(record));
        record.path("coercions")
                .forEach(value -> out.printf(
                        "  %s: %s becomes %s%n", value.path("field").asText(), value.path("from"), value.path("to")));
        if (record.has("ignored")) {
            out.printf("  without a place in Keap: %s%n", record.path("ignored"));
        }
        record.path("calls")
                .forEach(call -> out.printf(
                        "  %s %s%n%s",
                        call.path("method").asText(),
                        call.path("path").asText(),
                        call.has("body") ? "  " + call.path("body") + "%n".formatted() : ""));
    }

    private static String reason(JsonNode record) {
        if (!record.has("reason")) {
            return "";
        }
        String field = record.has("field") ? " (" + record.path("field").asText() + ")" : "";
        String detail = record.has("detail") ? ": " + record.path("detail").asText() : "";
        return ", " + record.path("reason").asText() + field + detail;
    }
}
