package dev.keapsink.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.bench.Figures.Figure;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports the figures of one package: as a table for the operator, and as JSON for programs.
 *
 * @param isNative whether the package is native, which has limits of its own
 * @param machine the machine of the measurements; reports of different machines cannot be compared
 */
record Report(boolean isNative, Machine machine, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The machine of the measurements, and its load average before them. */
    record Machine(String java, int processors, double loadAverage) {
        static Machine here() {
            return new Machine(
                    Runtime.version().toString(),
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    /** Prints a row for each figure, with its goal. */
    void print(PrintWriter out) {
        out.printf("%-52s %10s %10s %10s   %s%n", "figure", "median", "min", "max", "goal");
        for (Figure figure : figures) {
            String row = "%-52s %10s %10s %10s   %s"
                    .formatted(
                            figure.name(),
                            Figures.number(figure.median()),
                            Figures.number(figure.min()),
                            Figures.number(figure.max()),
                            Goal.of(figure.name())
                                    .map(goal -> verdict(goal, figure))
                                    .orElse(""));
            out.println(row.stripTrailing());
        }
        out.flush();
    }

    private String verdict(Goal goal, Figure figure) {
        return goal.text(isNative) + (goal.isMetBy(figure.median(), isNative) ? "" : "  MISSED");
    }

    /** Returns the goals that a measured figure misses. */
    List<Goal> missed() {
        return figures.stream()
                .flatMap(figure ->
                        Goal.of(figure.name()).filter(goal -> !goal.isMetBy(figure.median(), isNative)).stream())
                .toList();
    }

    /** Writes the JSON; {@link #read} reads it again. */
    void write(Path file) throws IOException {
        ObjectNode report = JSON.createObjectNode();
        report.put("package", isNative ? "native" : "jvm");
        report.putObject("machine")
                .put("java", machine.java())
                .put("processors", machine.processors())
                .put("load_average", machine.loadAverage());
        ObjectNode all = report.putObject("figures");
        for (Figure figure : figures) {
            ArrayNode runs = all.putObject(figure.name())
                    .put("median", figure.median())
                    .put("min", figure.min())
                    .put("max", figure.max())
                    .putArray("runs");
            figure.runs().forEach(runs::add);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + System.lineSeparator());
    }

    /** Reads what {@link #write} wrote. */
    static Report read(Path file) throws IOException {
        JsonNode report = JSON.readTree(Files.readString(file));
        JsonNode machine = report.path("machine");
        List<Figure> figures = new ArrayList<>();
        report.path("figures").properties().forEach(entry -> {
            List<Double> runs = new ArrayList<>();
            entry.getValue().path("runs").forEach(run -> runs.add(run.asDouble()));
            figures.add(Figure.of(entry.getKey(), runs));
        });
        return new Report(
                report.path("package").asText().equals("native"),
                new Machine(
                        machine.path("java").asText(),
                        machine.path("processors").asInt(),
                        machine.path("load_average").asDouble()),
                figures);
    }
}
