package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Duration TAG_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SPACING = Duration.ofMillis(200);

    private static Duration forWrites(Duration timeout, int tagCalls) {
        Deadline deadline = Deadline.in(timeout, new VirtualTime());
        return Budget.of(timeout, TAG_TIMEOUT, SPACING)
                .forWrites(deadline, tagCalls)
                .left();
    }

    @Test
    void reservesTheTagCallsAndTheQueues() {
        assertThat(forWrites(Duration.ofMinutes(2), 1))
                .isEqualTo(Duration.ofSeconds(120 - 6 - 30).minusMillis(200));
    }

    @Test
    void everyFurtherTagCallNeedsItsSlot() {
        assertThat(forWrites(Duration.ofMinutes(2), 11))
                .isEqualTo(forWrites(Duration.ofMinutes(2), 1).minusSeconds(2));
    }

    @Test
    void withoutTagsNothingIsReservedForThem() {
        assertThat(forWrites(Duration.ofMinutes(2), 0)).isEqualTo(Duration.ofSeconds(114));
    }

    @Test
    void aShortInvocationStillHasTimeToWrite() {
        assertThat(forWrites(Duration.ofSeconds(10), 1)).isGreaterThan(Duration.ofSeconds(6));
    }
}
