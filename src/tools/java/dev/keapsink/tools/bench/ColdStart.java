package dev.keapsink.tools.bench;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.parameters.ParameterStore;
import dev.keapsink.tools.bench.Figures.Sample;
import dev.keapsink.tools.local.LocalQueues;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures the time from the start of the process to its first reply, for a message of one record. It does so twice:
 * with all settings in the environment, and as deployed, with the credential in Parameter Store and with queues.
 */
final class ColdStart implements Measurement {
    static final String FIRST_REPLY = "cold_start_to_first_reply_ms";

    static final String CPU = "cold_start_cpu_ms";

    private static final String DEPLOYED_FIRST_REPLY = "cold_start_as_deployed_to_first_reply_ms";

    private static final String DEPLOYED_CPU = "cold_start_as_deployed_cpu_ms";

    private static final String CREDENTIALS = "/keap-sink/credentials";

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public List<String> figures() {
        return List.of(FIRST_REPLY, CPU, DEPLOYED_FIRST_REPLY, DEPLOYED_CPU);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        Start alone = start(lab, Map.of());
        values.put(FIRST_REPLY, alone.millis());
        alone.cpu().ifPresent(cpu -> values.put(CPU, cpu));
        Start deployed = deployed(lab);
        values.put(DEPLOYED_FIRST_REPLY, deployed.millis());
        deployed.cpu().ifPresent(cpu -> values.put(DEPLOYED_CPU, cpu));
        return new Sample(values);
    }

    /**
     * The wall time and CPU time of a start in milliseconds; the CPU time is empty where the system does not tell it.
     */
    private record Start(double millis, OptionalDouble cpu) {}

    private Start start(BenchContext lab, Map<String, String> settings) throws IOException, InterruptedException {
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account, settings)) {
            double millis = function.write(leads.next(1)).millis();
            Optional<ProcessUsage> usage = function.usage();
            return new Start(
                    millis,
                    usage.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(usage.get().cpu().toNanos() / 1e6));
        }
    }

    private Start deployed(BenchContext lab) throws IOException, InterruptedException {
        try (LocalQueues queues = LocalQueues.start(Duration.ofMinutes(15));
                ParameterStore parameters = ParameterStore.start()) {
            parameters.put(CREDENTIALS, "{\"api_key\":\"%s\"}".formatted(KeapSimulator.API_KEY));
            warmUp(queues);
            Map<String, String> settings = new HashMap<>(queues.variables());
            settings.put("KEAP_SINK_API_KEY", "");
            settings.put("KEAP_SINK_CREDENTIALS_PARAMETER", CREDENTIALS);
            settings.put("AWS_ENDPOINT_URL_SSM", parameters.endpoint().toString());
            return start(lab, settings);
        }
    }

    /** Warms the local SQS up, which is slow at first. */
    private static void warmUp(LocalQueues queues) {
        for (int i = 0; i < 50; i++) {
            queues.count(queues.source());
        }
    }
}
