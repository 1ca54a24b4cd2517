package dev.keapsink.incident;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report as a page: a line for each incident, and what happens in it. */
final class IncidentReport {

    private static final String INTRODUCTION = """
            # Incident report

            What becomes of the records when something goes wrong. Each line is a simulation in virtual time: the product's own
            code between a simulated queue and a simulated Keap account, with the default settings. `IncidentReportTest` plays
            all of them and fails when a line changes. A sound record is one about which nothing makes trouble; it is counted at
            the delivery at which it was done.

            """;

    private IncidentReport() {}

    static String of(List<IncidentResult> results) {
        String head = IncidentResult.COLUMNS.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
        String rule = Stream.concat(Stream.of("---"), Stream.generate(() -> "---:"))
                .limit(IncidentResult.COLUMNS.size())
                .collect(Collectors.joining("|", "|", "|\n"));
        String rows = results.stream().map(result -> result.row() + "\n").collect(Collectors.joining());
        String descriptions = results.stream()
                .map(result -> "* `%s`: %s%n".formatted(result.name(), result.description()))
                .collect(Collectors.joining());
        return INTRODUCTION + head + rule + rows + "\n## What happens\n\n" + descriptions;
    }

    /** The lines in which two reports differ, as a person compares them; empty if they are the same. */
    static String differences(String expected, String actual) {
        List<String> before = expected.lines().toList();
        List<String> after = actual.lines().toList();
        return IntStream.range(0, Math.max(before.size(), after.size()))
                .mapToObj(i -> difference(line(before, i), line(after, i)))
                .collect(Collectors.joining());
    }

    private static String difference(String before, String after) {
        return before.equals(after) ? "" : "- " + before + "\n+ " + after + "\n";
    }

    private static String line(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "";
    }
}
