package dev.keapsink.batch;

import com.sun.management.OperatingSystemMXBean;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.step.PlannedRecord;
import io.smallrye.faulttolerance.standalone.StandaloneFaultTolerance;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;

/**
 * Measures the CPU time that the function's own work takes for the {@linkplain HostileBatch hostile batches}, without
 * Keap, the queues and the ledger. It prints a line {@code name=value} for each figure. Run it in a process of its own,
 * with the options of Lambda's JVM.
 */
public final class HostileTimes {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int SMALL = 1_000;
    private static final int MANY = 10;
    private static final int WARM_UPS = 3;
    private static final int RUNS = 2;

    private HostileTimes() {}

    /**
     * Measures and prints: {@code planned}, {@code settled} and {@code whole} are the milliseconds of the worst large
     * batch; {@code growth} is how many times longer a large batch takes than one of 1,000 messages, at worst.
     *
     * @param args how many messages a large batch has
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            measure(Integer.parseInt(args[0]));
        } finally {
            // The idle timer of the retries would keep the process alive.
            StandaloneFaultTolerance.shutdown();
        }
    }

    private static void measure(int large) {
        Logger log = Logger.getLogger("");
        Arrays.stream(log.getHandlers()).forEach(log::removeHandler);
        for (int i = 0; i < WARM_UPS; i++) {
            HostileBatch.ALL.forEach(batch -> deliver(batch.messages(SMALL)));
        }
        double planned = 0;
        double settled = 0;
        double whole = 0;
        double growth = 0;
        for (HostileBatch batch : HostileBatch.ALL) {
            planned = Math.max(planned, planning(batch.messages(large)));
            settled = Math.max(settled, settling(batch.messages(large)));
            double ofLarge = delivering(batch.messages(large));
            whole = Math.max(whole, ofLarge);
            growth = Math.max(growth, ofLarge / deliveringSmall(batch.messages(SMALL)));
        }
        System.out.printf("planned=%f%nsettled=%f%nwhole=%f%ngrowth=%f%n", planned, settled, whole, growth);
    }

    private static double planning(List<Message> messages) {
        List<PlannedRecord> records = Plans.of(messages);
        return millis(() -> {
            Plans.order(records);
            Plans.plan(records);
        });
    }

    private static double settling(List<Message> messages) {
        Outcomes outcomes = HostileBatch.lastOneWaits(messages);
        return millis(() -> HostileBatch.settle(outcomes));
    }

    private static double delivering(List<Message> messages) {
        return millis(() -> deliver(messages));
    }

    /** The mean of many deliveries, because the system counts CPU time in steps of ten milliseconds. */
    private static double deliveringSmall(List<Message> messages) {
        return millis(() -> {
                    for (int i = 0; i < MANY; i++) {
                        deliver(messages);
                    }
                })
                / MANY;
    }

    /** Delivers to a Keap that is unavailable for contact writes, so that as many records as possible are returned. */
    private static void deliver(List<Message> messages) {
        InMemorySink sink = HostileBatch.sink();
        sink.keap.inject(Fault.unavailable().matching("PUT", "/v1/contacts"));
        sink.deliver(messages);
    }

    /**
     * The mean CPU time of two runs, in milliseconds, of the whole process: garbage collection and compilation
     * included.
     */
    private static double millis(Runnable work) {
        long start = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < RUNS; i++) {
            work.run();
        }
        return (SYSTEM.getProcessCpuTime() - start) / 1e6 / RUNS;
    }
}
