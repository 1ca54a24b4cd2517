package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a warm process: CPU time per record in batches of 100, and peak memory before and after much larger batches.
 */
final class SteadyLoad implements Measurement {
    static final String CPU = "cpu_per_record_at_batches_of_100_ms";
    static final String PEAK_MEMORY = "peak_resident_memory_mb";
    static final String PEAK_MEMORY_LARGE = "peak_resident_memory_after_batches_of_3000_mb";
    private static final int BATCH = 100;
    private static final int LARGE_BATCH = 3_000;
    private static final int LARGE_BATCHES = 3;

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "steady-load";
    }

    @Override
    public List<String> figures() {
        return List.of(CPU, PEAK_MEMORY, PEAK_MEMORY_LARGE);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        Effort effort = lab.effort();
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account)) {
            function.write(leads, effort.warmUp(), BATCH);
            function.cpuMillis(() -> function.write(leads, effort.records(), BATCH))
                    .ifPresent(millis -> values.put(CPU, millis / effort.records()));
            function.usage().ifPresent(usage -> values.put(PEAK_MEMORY, usage.peakMegabytes()));
            int large = Math.min(LARGE_BATCH, effort.largest());
            function.write(leads, LARGE_BATCHES * large, large);
            function.usage().ifPresent(usage -> values.put(PEAK_MEMORY_LARGE, usage.peakMegabytes()));
        }
        return new Sample(values);
    }
}
