package dev.keapsink.tools.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures the Airbyte destination with the limits lifted: records a second of a warm process, beside those of the
 * function for the same records in the same run, and the memory for many wide records in a small heap.
 */
final class AirbyteDoor implements Measurement {
    static final String RECORDS = "airbyte_records_per_second";
    static final String OF_FUNCTION = "function_records_per_second";
    static final String RATIO = "airbyte_of_function_percent";
    static final String WIDE = "airbyte_wide_records_per_second";
    static final String PEAK_MEMORY = "airbyte_peak_resident_memory_for_wide_records_mb";

    private static final int BATCH = 100;
    private static final int COLUMNS = 100;

    /** The wide records are ten times as many as the others: 100,000. */
    private static final int TIMES = 10;

    private static final Map<String, String> SMALL_HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m");

    @Override
    public String name() {
        return "airbyte";
    }

    @Override
    public List<String> figures() {
        return List.of(RECORDS, OF_FUNCTION, RATIO, WIDE, PEAK_MEMORY);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new HashMap<>();
        int warmUp = lab.effort().warmUp();
        int records = lab.effort().records();
        double ofFunction = records / ofFunction(lab, warmUp, records);
        values.put(OF_FUNCTION, ofFunction);
        try (var account = lab.account();
                MeasuredSync sync = lab.sync(account, Map.of())) {
            sync.write(0, warmUp, Leads::body);
            double perSecond = records / seconds(sync.write(warmUp, records, Leads::body));
            values.put(RECORDS, perSecond);
            values.put(RATIO, 100 * perSecond / ofFunction);
        }
        int many = TIMES * records;
        try (var account = lab.account();
                MeasuredSync sync = lab.sync(account, SMALL_HEAP)) {
            values.put(WIDE, many / seconds(sync.write(0, many, AirbyteDoor::wide)));
            sync.usage().ifPresent(usage -> values.put(PEAK_MEMORY, usage.peakMegabytes()));
        }
        return new Sample(values);
    }

    private static double ofFunction(BenchContext lab, int warmUp, int records)
            throws IOException, InterruptedException {
        Leads leads = new Leads();
        Duration wall = Duration.ZERO;
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account)) {
            function.write(leads, warmUp, BATCH);
            for (int done = 0; done < records; done += BATCH) {
                wall = wall.plus(function.write(leads.next(BATCH)).wall());
            }
        }
        return seconds(wall);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** The record of a table that was made for other purposes, too: most of its columns have no place in Keap. */
    private static String wide(int number) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("email", "lead-%d@example.com".formatted(number)).put("first_name", "Ada");
        IntStream.range(record.size(), COLUMNS)
                .forEach(column ->
                        record.put("measure_%02d".formatted(column), "value %d of %d".formatted(column, number)));
        return record.toString();
    }
}
