package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that leave later than they were let go. */
class PacerSendingTest extends PacerCalls {

    /** A limit of 100 calls a second, and of so many a minute that nothing else sets the pace. */
    private static final CallLimits FAST = new CallLimits(100, 6_000, 1);

    private Pacer.Departure first;
    private Duration leavesAt = Duration.ZERO;

    /** A pacer whose first call leaves at a moment while others wait. */
    private final Pacer pacer = new Pacer(
            FAST,
            time,
            duration -> {
                time.sleep(duration);
                if (!now().minus(leavesAt).isNegative()) {
                    pacer().sent(first);
                }
            },
            () -> 0);

    private Pacer pacer() {
        return pacer;
    }

    private Pacer.Departure letGo() {
        return pacer.await(Deadline.in(Duration.ofDays(1), time), Duration.ZERO, false);
    }

    private Duration secondCallAfterOneThatLeavesAt(int millis) {
        leavesAt = Duration.ofMillis(millis);
        first = letGo();
        call(pacer);
        return now();
    }

    @Test
    void theNextCallKeepsItsDistanceFromOneThatLeftLate() {
        assertThat(secondCallAfterOneThatLeavesAt(60)).isBetween(Duration.ofMillis(70), Duration.ofMillis(80));
    }

    @Test
    void theThirdCallIsNotHeldUpByTheFirst() {
        Duration second = secondCallAfterOneThatLeavesAt(60);
        call(pacer);

        assertThat(now().minus(second)).isBetween(Duration.ofMillis(10), Duration.ofMillis(12));
    }

    @Test
    void aCallThatDoesNotLeaveAtAllHoldsTheOthersUpForAMomentOnly() {
        assertThat(secondCallAfterOneThatLeavesAt(10_000)).isBetween(Duration.ofMillis(500), Duration.ofMillis(520));
    }

    @Test
    void aCallThatLeavesAfterTheNextOneHasGoneChangesNothing() {
        secondCallAfterOneThatLeavesAt(10_000);
        time.advance(Duration.ofMillis(9));
        pacer.sent(first);
        Duration before = now();
        call(pacer);

        assertThat(now().minus(before)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void whatEveryCallTakesIsNoDelay() {
        List<Duration> punctual = calls(new Pacer(FAST, time, time, () -> 0), 100);
        Duration start = now();
        Pacer slower = new Pacer(FAST, time, time, () -> 0);
        for (int i = 0; i < 100; i++) {
            Pacer.Departure departure = slower.await(Deadline.in(Duration.ofDays(1), time), Duration.ZERO, false);
            time.advance(Duration.ofMillis(1));
            slower.sent(departure);
        }

        assertThat(now().minus(start)).isLessThanOrEqualTo(punctual.getLast().plus(Duration.ofMillis(50)));
    }

    /** OAuth2's 1,500 calls a minute are 25 a second: a minute that leaves nothing between two calls. */
    @Test
    void aFewLateCallsDoNotCostALoneInstanceItsMinute() {
        Pacer tight = new Pacer(new CallLimits(25, 1500, 1), time, time, () -> 0);
        int calls = 0;
        while (now().compareTo(Duration.ofMinutes(1)) < 0) {
            Pacer.Departure departure = tight.await(Deadline.in(Duration.ofDays(1), time), Duration.ZERO, false);
            time.advance(Duration.ofMillis(calls++ % 100 == 50 ? 30 : 1));
            tight.sent(departure);
        }

        assertThat(calls).isGreaterThan(1_455);
    }
}
