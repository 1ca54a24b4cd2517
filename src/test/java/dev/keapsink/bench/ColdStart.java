package dev.keapsink.bench;

import dev.keapsink.bench.Figures.Sample;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From starting the process to its first reply, to a message of one record. */
final class ColdStart implements Measurement {
    static final String FIRST_REPLY = "cold_start_to_first_reply_ms";

    static final String CPU = "cold_start_cpu_ms";

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public List<String> figures() {
        return List.of(FIRST_REPLY, CPU);
    }

    @Override
    public Sample measure(Lab lab) throws IOException, InterruptedException {
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account)) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put(FIRST_REPLY, function.write(leads.next(1)).millis());
            function.usage().ifPresent(usage -> values.put(CPU, usage.cpu().toNanos() / 1e6));
            return new Sample(values);
        }
    }
}
