package dev.keapsink.tools.bench;

import dev.keapsink.batch.HostileTimes;
import dev.keapsink.tools.bench.Figures.Sample;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Measures the slowest of the hostile batches: the largest batch, whose records all depend on each other in the worst
 * order. It runs in a JVM of its own with Lambda's options. Keap and the queues are in memory and answer at once. One
 * thread does the work, so that on two cores the wall time is not above the CPU time.
 */
final class HostileOrder implements Measurement {
    static final String PLANNED = "hostile_batch_of_10000_planned_cpu_ms";
    static final String SETTLED = "hostile_batch_of_10000_judged_and_settled_cpu_ms";
    static final String WHOLE = "hostile_batch_of_10000_without_keap_cpu_ms";
    static final String GROWTH = "hostile_batch_growth_from_1000_to_10000_times";

    private static final Map<String, String> FIGURES =
            Map.of("planned", PLANNED, "settled", SETTLED, "whole", WHOLE, "growth", GROWTH);

    @Override
    public String name() {
        return "hostile-order";
    }

    @Override
    public List<String> figures() {
        return List.of(PLANNED, SETTLED, WHOLE, GROWTH);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileTimes.class.getName(),
                        String.valueOf(lab.effort().largest()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Properties printed = new Properties();
        printed.load(process.getInputStream());
        Map<String, Double> values = new LinkedHashMap<>();
        FIGURES.forEach((word, figure) -> Optional.ofNullable(printed.getProperty(word))
                .ifPresent(value -> values.put(figure, Double.valueOf(value))));
        if (process.waitFor() != 0 || values.size() != FIGURES.size()) {
            throw new CommandFailure("The process that times the worst batches failed; what it wrote is above.");
        }
        return new Sample(values);
    }
}
