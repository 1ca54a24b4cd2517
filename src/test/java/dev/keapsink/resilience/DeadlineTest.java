package dev.keapsink.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final Deadline deadline = Deadline.in(SECOND.multipliedBy(10), time);

    @Test
    void timeLeftShrinksToZeroAndNoFurther() {
        assertThat(deadline.left()).isEqualTo(SECOND.multipliedBy(10));
        time.advance(SECOND.multipliedBy(9));
        assertThat(deadline.left()).isEqualTo(SECOND);
        time.advance(SECOND);
        assertThat(deadline.left()).isZero();
        time.advance(SECOND);
        assertThat(deadline.left()).isZero();
    }

    @Test
    void allowsOnlyLessThanWhatIsLeft() {
        assertThat(deadline.allows(SECOND.multipliedBy(10).minusNanos(1))).isTrue();
        assertThat(deadline.allows(SECOND.multipliedBy(10))).isFalse();
    }

    @Test
    void allowsNothingOnceItHasPassed() {
        time.advance(SECOND.multipliedBy(10));

        assertThat(deadline.allows(Duration.ZERO)).isFalse();
    }

    @Test
    void reservedTimeIsTakenFromTheEnd() {
        Deadline earlier = deadline.reserving(SECOND.multipliedBy(4));

        assertThat(earlier.left()).isEqualTo(SECOND.multipliedBy(6));
        assertThat(deadline.left()).isEqualTo(SECOND.multipliedBy(10));
        assertThat(deadline.reserving(SECOND.multipliedBy(11)).left()).isZero();
    }

    @Test
    void theEarlierDeadlineCounts() {
        assertThat(deadline.within(SECOND).left()).isEqualTo(SECOND);
        assertThat(deadline.within(SECOND.multipliedBy(11)).left()).isEqualTo(SECOND.multipliedBy(10));
    }
}
