package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import dev.keapsink.tools.local.LocalLedger;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Measures the wall time that the ledger adds to a warm batch of a hundred new contacts, and the wall time of an
 * unchanged batch. The table is one of DynamoDB Local, which answers slower than DynamoDB and is nearer.
 */
final class LedgerCost implements Measurement {
    private static final List<Integer> LATENCIES_MS = List.of(0, 100);
    private static final String UNCHANGED = "ledger_batch_of_100_unchanged_wall_ms";
    private static final int BATCH = 100;

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<String> figures() {
        return List.of(without(0), with(0), added(0), without(100), with(100), added(100), UNCHANGED);
    }

    private static String without(int latency) {
        return "ledger_off_batch_of_100_new_at_%d_ms_wall_ms".formatted(latency);
    }

    private static String with(int latency) {
        return "ledger_on_batch_of_100_new_at_%d_ms_wall_ms".formatted(latency);
    }

    private static String added(int latency) {
        return "ledger_adds_to_batch_of_100_new_at_%d_ms_wall_ms".formatted(latency);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        try (LocalLedger table = LocalLedger.start();
                var account = lab.account();
                MeasuredFunction off = lab.function(account);
                MeasuredFunction on = lab.function(account, settings(table))) {
            off.write(leads, lab.effort().warmUp(), BATCH);
            on.write(leads, lab.effort().warmUp(), BATCH);
            for (int latency : LATENCIES_MS) {
                account.answerAfter(Duration.ofMillis(latency));
                double without = ofNew(off, lab.effort());
                double with = ofNew(on, lab.effort());
                values.put(without(latency), without);
                values.put(with(latency), with);
                values.put(added(latency), with - without);
            }
            values.put(UNCHANGED, ofUnchanged(on, lab.effort()));
        }
        return new Sample(values);
    }

    /** Returns the settings for the table, with made-up AWS credentials: DynamoDB Local accepts any. */
    private static Map<String, String> settings(LocalLedger table) {
        Map<String, String> settings = new HashMap<>(table.variables());
        settings.put("AWS_ACCESS_KEY_ID", "local");
        settings.put("AWS_SECRET_ACCESS_KEY", "local");
        return settings;
    }

    private double ofNew(MeasuredFunction function, Effort effort) throws InterruptedException {
        double millis = 0;
        int times = times(effort);
        for (int i = 0; i < times; i++) {
            millis += function.write(leads.next(BATCH)).millis();
        }
        return millis / times;
    }

    private double ofUnchanged(MeasuredFunction function, Effort effort) throws InterruptedException {
        List<Message> batch = leads.next(BATCH);
        function.write(batch);
        double millis = 0;
        int times = times(effort);
        for (int i = 0; i < times; i++) {
            millis += function.write(batch).millis();
        }
        return millis / times;
    }

    private static int times(Effort effort) {
        return Math.ceilDiv(effort.repeats(), 5);
    }
}
