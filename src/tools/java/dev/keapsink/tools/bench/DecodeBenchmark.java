package dev.keapsink.tools.bench;

import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Streams;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures the step from the body of a message to its record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeBenchmark {
    private final MessageRecords reader = new MessageRecords(Streams.DEFAULT);
    private final Message bare = message(Leads.body(1));
    private final Message envelope =
            message("{\"op\":\"upsert\",\"version\":7,\"tags\":[201,\"202\"],\"data\":" + Leads.body(1) + "}");

    static Message message(String body) {
        return new Message("bench", body, Map.of(), new Message.Delivery("", 1, Instant.EPOCH, null, false));
    }

    /** Decodes a body that is the record itself. */
    @Benchmark
    public List<MessageRecord> bareRecord() {
        return reader.of(bare);
    }

    /** Decodes an envelope with version and tags. */
    @Benchmark
    public List<MessageRecord> envelope() {
        return reader.of(envelope);
    }
}
