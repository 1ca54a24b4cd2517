package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.support.VirtualTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads at one moment, which never passes: each one's wait is its slot. */
class PacerCrowdTest {

    private static final int CROWD = 200;

    private final InstantSource clock = InstantSource.fixed(VirtualTime.START);
    private final Collection<Duration> waits = new ConcurrentLinkedQueue<>();

    private void crowd(Pacer pacer) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CROWD; i++) {
                threads.execute(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    pacer.await(Deadline.in(Duration.ofHours(1), clock), Duration.ZERO);
                });
            }
            start.countDown();
        }
    }

    @RepeatedTest(5)
    void everyThreadGetsASlotOfItsOwn() throws InterruptedException {
        crowd(new Pacer(10, 100_000, clock, waits::add, () -> 0.5));

        List<Duration> expected = IntStream.range(1, CROWD)
                .mapToObj(i -> Duration.ofMillis(100L * i))
                .toList();
        assertThat(waits).containsExactlyInAnyOrderElementsOf(expected);
    }

    @RepeatedTest(5)
    void noMinuteGetsMoreThanItsShare() throws InterruptedException {
        crowd(new Pacer(1000, 50, clock, waits::add, () -> 0.5));

        assertThat(waits.stream().map(Duration::toMinutes)).hasSize(CROWD - 1);
        for (long minute = 0; minute < CROWD / 50; minute++) {
            long number = minute;
            assertThat(waits.stream().filter(wait -> wait.toMinutes() == number))
                    .hasSize(number == 0 ? 49 : 50);
        }
    }
}
