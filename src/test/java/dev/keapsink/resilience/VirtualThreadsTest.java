package dev.keapsink.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class VirtualThreadsTest {

    private static final List<Integer> NUMBERS =
            IntStream.range(0, 3_000).boxed().toList();

    @Test
    void losesNoResultAndKeepsTheOrder() {
        assertThat(new VirtualThreads(16).map(NUMBERS, number -> -number))
                .containsExactlyElementsOf(
                        NUMBERS.stream().map(number -> -number).toList());
    }

    @Test
    void neverWorksOnMoreThanAllowed() {
        AtomicInteger now = new AtomicInteger();
        List<Integer> seen = new VirtualThreads(4).map(NUMBERS, number -> {
            int atOnce = now.incrementAndGet();
            now.decrementAndGet();
            return atOnce;
        });

        assertThat(seen).allMatch(atOnce -> atOnce <= 4);
    }

    /** Eight that wait for each other end only if eight run at once. */
    @Test
    @Timeout(30)
    void worksOnAsManyAsAllowed() {
        CyclicBarrier barrier = new CyclicBarrier(8);

        assertThat(new VirtualThreads(8).map(NUMBERS.subList(0, 8), number -> await(barrier)))
                .hasSize(8);
    }

    @Test
    void refusesToWorkOnNothingAtOnce() {
        assertThatThrownBy(() -> new VirtualThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean await(CyclicBarrier barrier) {
        try {
            barrier.await();
            return true;
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
