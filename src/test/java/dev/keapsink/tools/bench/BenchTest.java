package dev.keapsink.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.DocumentedTable;
import dev.keapsink.tools.bench.Figures.Figure;
import dev.keapsink.tools.bench.Figures.Sample;
import dev.keapsink.tools.bench.Report.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    private static final Path PAGE = Path.of("docs/performance.md");

    @Test
    void aFigureIsTheMedianOfItsRuns() {
        Figures figures = new Figures();
        for (double value : List.of(5.0, 1.0, 3.0, 2.0, 9.0)) {
            figures.add(Sample.of("wall_ms", value), List.of("cpu_ms", "wall_ms"));
        }

        assertThat(figures.all()).containsExactly(new Figure("wall_ms", 3, 1, 9, List.of(5.0, 1.0, 3.0, 2.0, 9.0)));
        assertThat(Figure.of("wall_ms", List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    }

    @Test
    void aReportIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
        Report report = new Report(
                true,
                new Machine("25.0.1", 2, 0.25),
                List.of(
                        Figure.of(ColdStart.FIRST_REPLY, List.of(91.5, 80.0, 99.0)),
                        Figure.of(Backlog.ONE.throttled(), List.of(0.0, 0.0, 0.0))));

        report.write(folder.resolve("bench.json"));

        assertThat(Report.read(folder.resolve("bench.json"))).isEqualTo(report);
    }

    @Test
    void aMissedGoalIsNamed() {
        Figure slow = Figure.of(ColdStart.FIRST_REPLY, List.of(101.0));

        assertThat(report(true, slow).missed())
                .containsExactly(Goal.of(slow.name()).orElseThrow());
        assertThat(report(false, slow).missed()).isEmpty();
        assertThat(report(true, Figure.of(Backlog.TWO.throttled(), List.of(1.0)))
                        .missed())
                .hasSize(1);
        assertThat(report(true, Figure.of(Parallelism.IN_FLIGHT, List.of(7.0))).missed())
                .hasSize(1);
        assertThat(report(true, Figure.of(Parallelism.IN_FLIGHT, List.of(8.0))).missed())
                .isEmpty();
        assertThat(printed(report(true, slow))).endsWith("≤ 100  MISSED");
        assertThat(printed(report(false, slow))).endsWith("≤ 2,000");
    }

    private static Report report(boolean isNative, Figure figure) {
        return new Report(isNative, new Machine("25", 2, 0), List.of(figure));
    }

    private static String printed(Report report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString().strip();
    }

    @Test
    void readsWhatLinuxTellsOfAProcess() {
        String stat = "4242 (java (x) y) S 1 2 3 4 5 6 7 8 9 10 150 25 7 8 20 0 30 0 1 2 3";
        String status = "Name:\tjava\nVmPeak:\t 9000000 kB\nVmHWM:\t  250000 kB\nVmRSS:\t  200000 kB\n";

        assertThat(ProcessUsage.parse(stat, status)).isEqualTo(new ProcessUsage(Duration.ofMillis(1_750), 256));
    }

    @Test
    void callFiguresArriveAsTheyWereSent() {
        CallFigures figures = new CallFigures(
                Map.of("PUT /v1/contacts 201", 100, "POST /v1/tags/*/contacts 200", 1, "GET /v1/tags/* 200", 1),
                Map.of(1_700_000_000L, 60, 1_700_000_001L, 42),
                3,
                1,
                16);

        assertThat(CallFigures.of(figures.json())).isEqualTo(figures);
        assertThat(figures.calls()).isEqualTo(102);
        assertThat(figures.writes()).isEqualTo(101);
    }

    @Test
    void onlyFullMinutesCountForTheShareOfTheQuota() {
        Map<Long, Integer> perSecond = new HashMap<>();
        perSecond.put(119L, 60);
        perSecond.put(120L, 1_200);
        perSecond.put(179L, 1_200);
        perSecond.put(200L, 1_200);
        perSecond.put(240L, 5);

        assertThat(Backlog.shareOfFullMinutes(perSecond)).isEqualTo(75);
    }

    @Test
    void everyGoalIsForAFigureThatIsMeasured() {
        List<String> measured = Bench.MEASUREMENTS.stream()
                .flatMap(measurement -> measurement.figures().stream())
                .toList();

        assertThat(measured).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]+"));
        assertThat(measured).containsAll(Goal.ALL.stream().map(Goal::figure).toList());
    }

    @Test
    void thePageNamesEveryGoal() throws IOException {
        Map<String, List<String>> rows = DocumentedTable.rows(PAGE.toString(), "## Goals and figures");

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Goal.ALL.stream().map(Goal::figure).toList());
        Goal.ALL.forEach(goal ->
                assertThat(rows.get(goal.figure())).as(goal.figure()).contains(goal.text(false), goal.text(true)));
    }
}
