package dev.keapsink.tools.bench;

import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures the step from a record to the change of a contact. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MapBenchmark {
    private final ContactMapper mapper = new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC);
    private final SinkRecord.Row contact = contact();

    private static SinkRecord.Row contact() {
        var content = new MessageRecords(Streams.DEFAULT)
                .of(DecodeBenchmark.message(Leads.body(1)))
                .getFirst()
                .content();
        if (content instanceof Checked.Valid<SinkRecord>(SinkRecord.Row contact)) {
            return contact;
        }
        throw new IllegalStateException("A lead is no contact");
    }

    /** Maps one record of seven fields. */
    @Benchmark
    public Checked<MappingResult> record() {
        return mapper.map(contact);
    }
}
