package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads at one moment. Time moves whenever one of them sleeps, so it moves fast, but never backwards. */
class PacerCrowdTest {

    private static final int CROWD = 40;

    private final VirtualTime time = new VirtualTime();
    private final Collection<Instant> departures = new ConcurrentLinkedQueue<>();

    private List<Instant> crowd(CallLimits limits) throws InterruptedException {
        Pacer pacer = new Pacer(limits, time, time, () -> 0.5);
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CROWD; i++) {
                threads.execute(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    Pacer.Departure departure =
                            pacer.await(Deadline.in(Duration.ofDays(365_000), time), Duration.ZERO, false);
                    departures.add(departure.at());
                    pacer.sent(departure);
                });
            }
            start.countDown();
        }
        return departures.stream().sorted().toList();
    }

    @RepeatedTest(5)
    void noTwoCallsComeCloserThanTheLimitAllows() throws InterruptedException {
        List<Instant> calls = crowd(new CallLimits(10, 100_000, 1));

        assertThat(calls).hasSize(CROWD);
        for (int i = 1; i < CROWD; i++) {
            assertThat(Duration.between(calls.get(i - 1), calls.get(i))).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @RepeatedTest(5)
    void noMinuteGetsMoreThanItsShare() throws InterruptedException {
        List<Instant> calls = crowd(new CallLimits(1000, 12, 1));

        assertThat(calls).hasSize(CROWD);
        assertThat(calls.stream()
                        .collect(Collectors.groupingBy(
                                call -> call.truncatedTo(ChronoUnit.MINUTES), Collectors.counting()))
                        .values())
                .allMatch(made -> made <= 12);
    }
}
