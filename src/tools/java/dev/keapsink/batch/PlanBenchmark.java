package dev.keapsink.batch;

import dev.keapsink.record.Message;
import dev.keapsink.step.PlannedRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Times the planning of a batch, from its changes to the order of its writes. Two of ten records share a contact. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlanBenchmark {
    private static final int RECORDS_OF_NINE_CONTACTS = 10;

    @Param({"100", "10000"})
    private int size;

    private List<PlannedRecord> records = List.of();

    /** Decodes the batch, which the benchmark does not time. */
    @Setup
    public void decode() {
        records = Plans.of(IntStream.range(0, size)
                .mapToObj(i -> message(i, Plans.upsert("c" + (i % RECORDS_OF_NINE_CONTACTS == 9 ? i - 1 : i))))
                .toList());
    }

    private static Message message(int number, String body) {
        var delivery = new Message.Delivery("", 1, Instant.EPOCH.plusMillis(number), null, false);
        return new Message("m" + number, body, Map.of(), delivery);
    }

    /** Plans the batch; JMH takes the result, so that the work is not optimised away. */
    @Benchmark
    public Object batch() {
        return Plans.plan(records);
    }
}
