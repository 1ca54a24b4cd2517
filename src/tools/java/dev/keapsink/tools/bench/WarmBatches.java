package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures batches of 1, 10 and 100 records in a warm process, while Keap answers after 0, 100 and 400 ms. */
final class WarmBatches implements Measurement {
    private static final List<Integer> LATENCIES_MS = List.of(0, 100, 400);
    private static final List<Integer> SIZES = List.of(1, 10, 100);

    /** Divisors of the number of repeats, by batch size and by latency: a longer batch is repeated less often. */
    private static final Map<Integer, Integer> FEWER_BY_SIZE = Map.of(1, 1, 10, 2, 100, 5);

    private static final Map<Integer, Integer> FEWER_BY_LATENCY = Map.of(0, 1, 100, 2, 400, 3);

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "warm-batches";
    }

    @Override
    public List<String> figures() {
        return LATENCIES_MS.stream()
                .flatMap(latency ->
                        SIZES.stream().flatMap(size -> List.of(wall(size, latency), cpu(size, latency)).stream()))
                .toList();
    }

    private static String wall(int size, int latency) {
        return "warm_batch_of_%d_at_%d_ms_wall_ms".formatted(size, latency);
    }

    private static String cpu(int size, int latency) {
        return "warm_batch_of_%d_at_%d_ms_cpu_per_record_ms".formatted(size, latency);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account)) {
            function.write(leads, lab.effort().warmUp(), 100);
            for (int latency : LATENCIES_MS) {
                account.answerAfter(Duration.ofMillis(latency));
                for (int size : SIZES) {
                    measure(function, size, latency, times(lab.effort(), size, latency), values);
                }
            }
        }
        return new Sample(values);
    }

    private static int times(Effort effort, int size, int latency) {
        int fewer = FEWER_BY_SIZE.getOrDefault(size, 1) * FEWER_BY_LATENCY.getOrDefault(latency, 1);
        return Math.ceilDiv(effort.repeats(), fewer);
    }

    private void measure(MeasuredFunction function, int size, int latency, int times, Map<String, Double> values)
            throws IOException, InterruptedException {
        double[] wall = {0};
        var cpu = function.cpuMillis(() -> {
            for (int i = 0; i < times; i++) {
                wall[0] += function.write(leads.next(size)).millis();
            }
        });
        values.put(wall(size, latency), wall[0] / times);
        cpu.ifPresent(millis -> values.put(cpu(size, latency), millis / (times * size)));
    }
}
