package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures CPU time and wall time per record in batches of different sizes. The same number of records goes through the
 * same warm process for each size, so that only the size differs.
 */
final class Growth implements Measurement {
    static final String GROWTH = "cpu_growth_from_batches_of_100_to_10000_percent";
    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final double PERCENT = 100;

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<String> figures() {
        return Stream.concat(SIZES.stream().flatMap(size -> Stream.of(cpu(size), wall(size))), Stream.of(GROWTH))
                .toList();
    }

    private static String cpu(int size) {
        return "cpu_per_record_in_batches_of_%d_ms".formatted(size);
    }

    private static String wall(int size) {
        return "wall_per_record_in_batches_of_%d_ms".formatted(size);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        Effort effort = lab.effort();
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account)) {
            function.write(leads, effort.warmUp(), 100);
            for (int size : SIZES) {
                int batch = Math.min(size, effort.largest());
                long start = System.nanoTime();
                function.cpuMillis(() -> function.write(leads, effort.records(), batch))
                        .ifPresent(millis -> values.put(cpu(size), millis / effort.records()));
                values.put(wall(size), (System.nanoTime() - start) / 1e6 / effort.records());
            }
        }
        Double ofSmall = values.get(cpu(100));
        Double ofLarge = values.get(cpu(10_000));
        if (ofSmall != null && ofLarge != null) {
            values.put(GROWTH, (ofLarge / ofSmall - 1) * PERCENT);
        }
        return new Sample(values);
    }
}
