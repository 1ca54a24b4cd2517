package dev.keapsink.tools.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.validate.SqlCheck.Severity;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The report as one page of HTML that needs nothing else: no script, no other file. */
final class ReportPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReportRows rows;
    private final Instant now;

    ReportPage(Connection connection, Instant now) {
        this.rows = new ReportRows(connection);
        this.now = now;
    }

    /**
     * The page.
     *
     * @param outcomes of the checks that ran just now
     */
    String html(List<CheckOutcome> outcomes) {
        try {
            return template().render(content(outcomes));
        } catch (SQLException e) {
            throw new CommandFailure("The report could not be made (SQLSTATE %s).".formatted(e.getSQLState()));
        }
    }

    private static Template template() {
        try (InputStream in = Objects.requireNonNull(
                ReportPage.class.getResourceAsStream("report.html"), "The template is packed with the tools")) {
            String text = new String(in.readAllBytes(), UTF_8);
            Engine engine = Engine.builder()
                    .addDefaults()
                    .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                    .build();
            return engine.parse(text, Variant.forContentType(Variant.TEXT_HTML));
        } catch (IOException e) {
            throw new CommandFailure("The report's template cannot be read; unpack the zip anew.", e);
        }
    }

    private Map<String, Object> content(List<CheckOutcome> outcomes) throws SQLException {
        Map<String, Object> content = new HashMap<>();
        content.put("account", rows.account());
        content.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        verdict(outcomes, content);
        List<Map<String, String>> writes = rows.writes();
        content.put("writes", writes.isEmpty() ? List.of() : rows.outcomes());
        content.put("writesSource", writes.isEmpty() ? "" : writes.getFirst().getOrDefault("source", ""));
        content.put("writesTime", writes.isEmpty() ? "" : writes.getFirst().getOrDefault("time", ""));
        content.put("rejects", rows.rejects());
        content.put("lists", rows.lists());
        content.put(
                "plot", Plot.of(rows.minutes().stream().map(ReportPage::minute).toList()));
        content.put(
                "failing",
                outcomes.stream()
                        .filter(outcome -> !outcome.isPassed())
                        .sorted((one, other) ->
                                one.check().severity().compareTo(other.check().severity()))
                        .map(ReportPage::failing)
                        .toList());
        content.put("trends", rows.trends());
        return content;
    }

    private static Plot.Minute minute(Map<String, String> row) {
        return new Plot.Minute(
                row.getOrDefault("time", ""), whole(row, "calls"), whole(row, "throttled"), whole(row, "quota"));
    }

    private static int whole(Map<String, String> row, String column) {
        return Integer.parseInt(row.getOrDefault(column, "0"));
    }

    private static void verdict(List<CheckOutcome> outcomes, Map<String, Object> content) {
        long errors = outcomes.stream().filter(CheckOutcome::isError).count();
        List<CheckOutcome> passed =
                outcomes.stream().filter(CheckOutcome::isPassed).toList();
        long warns = outcomes.size() - passed.size() - errors;
        content.put("verdictClass", errors > 0 ? "error" : warns > 0 ? "warn" : "");
        content.put(
                "verdict",
                errors > 0
                        ? "%d of %d checks failed, %d warn.".formatted(errors, outcomes.size(), warns)
                        : warns > 0
                                ? "No check failed; %d of %d warn.".formatted(warns, outcomes.size())
                                : "All %d checks passed.".formatted(outcomes.size()));
        content.put("passed", "%d of %d checks passed:".formatted(passed.size(), outcomes.size()));
        content.put(
                "passedNames",
                passed.stream().map(outcome -> outcome.check().name()).collect(Collectors.joining(", ")));
    }

    private static Map<String, Object> failing(CheckOutcome outcome) {
        boolean isError = outcome.check().severity() == Severity.ERROR;
        Map<String, Object> check = new HashMap<>();
        check.put("result", isError ? "error" : "warn");
        check.put("word", isError ? "failed" : "warns");
        check.put("name", outcome.check().name());
        check.put("failures", "%,d".formatted(outcome.failures()));
        check.put("rows", outcome.failures() == 1 ? "row" : "rows");
        check.put("meaning", outcome.check().meaning());
        List<String> columns = new ArrayList<>();
        List<List<String>> sample = new ArrayList<>();
        for (JsonNode row : parsed(outcome.sample())) {
            List<String> values = new ArrayList<>();
            row.properties().forEach(property -> {
                if (sample.isEmpty()) {
                    columns.add(property.getKey());
                }
                JsonNode value = property.getValue();
                values.add(Masked.value(property.getKey(), value.isValueNode() ? value.asText("") : value.toString()));
            });
            sample.add(values);
        }
        check.put("columns", columns);
        check.put("sample", sample);
        return check;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database wrote no JSON", e);
        }
    }
}
