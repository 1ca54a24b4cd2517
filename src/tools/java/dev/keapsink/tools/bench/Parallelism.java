package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measures a warm batch of a hundred while Keap answers after 100 ms: the wall time, and the most calls in flight. */
final class Parallelism implements Measurement {
    static final String WALL = "batch_of_100_at_100_ms_with_limits_lifted_wall_ms";
    static final String IN_FLIGHT = "calls_in_flight_at_100_ms_calls";
    private static final String SPIKE_LIMIT = "1000";
    private static final int BATCH = 100;

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "parallelism";
    }

    @Override
    public List<String> figures() {
        return List.of(WALL, IN_FLIGHT);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account, Map.of("KEAP_SINK_SPIKE_LIMIT", SPIKE_LIMIT))) {
            function.write(leads, lab.effort().warmUp(), BATCH);
            int before = account.figures().calls();
            account.answerAfter(Duration.ofMillis(100));
            double millis = function.write(leads.next(BATCH)).millis();
            CallFigures calls = account.figuresFrom(before);
            return new Sample(Map.of(WALL, millis, IN_FLIGHT, (double) calls.mostInFlight()));
        }
    }
}
