package dev.keapsink.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final VirtualTime time = new VirtualTime();
    private final List<Duration> waits = new ArrayList<>();

    /** What others do while a call waits. */
    private Runnable meanwhile = () -> {};

    private final Guard<String> guard = new Guard<>(
            new Backoff(() -> 0.5),
            duration -> {
                waits.add(duration);
                time.sleep(duration);
                meanwhile.run();
            },
            time);

    private int attempts;

    private int subjects;

    /** Makes a call about something that no call was about before. */
    private String call(Idempotency idempotency, Duration left, Supplier<String> action) {
        return call("subject " + subjects++, idempotency, left, action);
    }

    private String call(String subject, Idempotency idempotency, Duration left, Supplier<String> action) {
        return guard.call(new Caller("service", subject), idempotency, Deadline.in(left, time), begins -> {
            attempts++;
            return action.get();
        });
    }

    private String callFailing(Idempotency idempotency, Duration left, RuntimeException failure) {
        return call(idempotency, left, () -> {
            throw failure;
        });
    }

    private static Supplier<String> failing(int times, RuntimeException failure) {
        int[] left = {times};
        return () -> {
            if (left[0]-- > 0) {
                throw failure;
            }
            return "done";
        };
    }

    @Test
    void callsOnceWhatSucceeds() {
        assertThat(call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "done")).isEqualTo("done");
        assertThat(attempts).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void bridgesTwoFailuresWithGrowingDelays() {
        Supplier<String> action = failing(2, FakeFailure.passing(Progress.FINISHED));

        assertThat(call(Idempotency.IDEMPOTENT, Duration.ofMinutes(1), action)).isEqualTo("done");
        assertThat(attempts).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void givesUpAtTheThirdFailureAndThrowsIt() {
        List<FakeFailure> failures = new ArrayList<>();

        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofMinutes(1), () -> {
                    failures.add(FakeFailure.passing(Progress.UNKNOWN));
                    throw failures.getLast();
                }))
                .isSameAs(failures.getLast());
        assertThat(failures).hasSize(3);
        assertThat(waits).hasSize(2);
    }

    @Test
    void waitsAsLongAsTheOtherSideAsked() {
        FakeFailure busy = FakeFailure.passing(Progress.NOT_STARTED).after(Duration.ofSeconds(4));

        assertThat(call(Idempotency.ONCE, Duration.ofMinutes(1), failing(1, busy)))
                .isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void leavesALongWaitToTheQueue() {
        FakeFailure busy = FakeFailure.passing(Progress.NOT_STARTED).after(Duration.ofMillis(5_001));

        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofMinutes(1), busy))
                .isSameAs(busy);
        assertThat(waits).isEmpty();
    }

    @Test
    void neverWaitsPastTheDeadline() {
        FakeFailure busy = FakeFailure.passing(Progress.NOT_STARTED).after(Duration.ofSeconds(4));

        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofSeconds(4), busy))
                .isSameAs(busy);
        assertThat(attempts).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void stopsWhenTheDeadlineComesBetweenAttempts() {
        FakeFailure busy = FakeFailure.passing(Progress.NOT_STARTED).after(Duration.ofSeconds(4));

        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofSeconds(5), busy))
                .isSameAs(busy);
        assertThat(attempts).isEqualTo(2);
        assertThat(waits).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void countsTheTimeThatAttemptsTook() {
        FakeFailure slow = FakeFailure.passing(Progress.NOT_STARTED);

        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofSeconds(20), () -> {
                    time.advance(Duration.ofSeconds(5));
                    throw slow;
                }))
                .isSameAs(slow);
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void doesNotRepeatACallForWhichAttemptsLeftNoTime() {
        FakeFailure slow = FakeFailure.passing(Progress.NOT_STARTED);

        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofSeconds(10), () -> {
                    time.advance(Duration.ofSeconds(5));
                    throw slow;
                }))
                .isSameAs(slow);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void doesNotRepeatACallThatHung() {
        FakeFailure slow = FakeFailure.passing(Progress.UNKNOWN);

        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofMinutes(2), () -> {
                    time.advance(Duration.ofMillis(5_001));
                    throw slow;
                }))
                .isSameAs(slow);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotTakeWaitingForASlotForHanging() {
        FakeFailure busy = FakeFailure.passing(Progress.NOT_STARTED);
        Caller caller = new Caller("service", "subject");

        assertThatThrownBy(
                        () -> guard.call(caller, Idempotency.SAFE, Deadline.in(Duration.ofMinutes(2), time), begins -> {
                            attempts++;
                            time.advance(Duration.ofSeconds(20));
                            begins.run();
                            throw busy;
                        }))
                .isSameAs(busy);
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void repeatsNothingWhileCallsAboutOthersFailToo() {
        FakeFailure busy = FakeFailure.passing(Progress.NOT_STARTED);

        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofMinutes(1), busy));
        assertThat(attempts).isEqualTo(3);
        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofMinutes(1), busy));
        assertThat(attempts).isEqualTo(4);

        succeed(1);
        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofMinutes(1), busy));
        assertThat(attempts).isEqualTo(8);
    }

    @Test
    void doesNotRepeatAWriteThatMayHaveHappened() {
        assertThatThrownBy(() ->
                callFailing(Idempotency.IDEMPOTENT, Duration.ofMinutes(1), FakeFailure.passing(Progress.UNKNOWN)));
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRepeatWhatIsNotACallFailure() {
        RuntimeException bug = new IllegalArgumentException("a bug");

        assertThatThrownBy(() -> callFailing(Idempotency.SAFE, Duration.ofMinutes(1), bug))
                .isSameAs(bug);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void letsAnErrorPass() {
        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofMinutes(1), () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void interruptedWaitEndsTheCallAndStaysVisible() {
        Guard<String> interrupted = new Guard<>(
                new Backoff(() -> 0.5),
                duration -> {
                    throw new InterruptedException();
                },
                time);

        Caller caller = new Caller("service", "subject");
        assertThatThrownBy(() ->
                        interrupted.call(caller, Idempotency.SAFE, Deadline.in(Duration.ofMinutes(1), time), begins -> {
                            throw FakeFailure.passing(Progress.NOT_STARTED);
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void fail(int times, RuntimeException failure) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> callFailing(Idempotency.ONCE, Duration.ofMinutes(1), failure))
                    .isSameAs(failure);
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "done"))
                    .isEqualTo("done");
        }
    }

    private static FakeFailure outage() {
        return FakeFailure.passing(Progress.UNKNOWN);
    }

    private void failAbout(String subject) {
        assertThatThrownBy(() -> call(subject, Idempotency.ONCE, Duration.ofMinutes(1), () -> {
                    throw outage();
                }))
                .isInstanceOf(FakeFailure.class);
    }

    @Test
    void aSuccessOfTheLastMinutesOutweighsTheFailuresOfOneProducer() {
        succeed(1);
        time.advance(Duration.ofMinutes(4));
        fail(20, outage());

        assertThat(call(Idempotency.SAFE, Duration.ofMinutes(1), () -> "done")).isEqualTo("done");
    }

    @Test
    void itDoesNotOutweighThirtyFailures() {
        succeed(1);
        fail(30, outage());

        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofMinutes(1), () -> "done"))
                .isInstanceOf(CircuitOpen.class);
    }

    @Test
    void makesNoMoreCallsOnceNearlyAllOfTheLastOnesAndOneMoreFailed() {
        succeed(1);
        time.advance(Duration.ofMinutes(5));
        fail(7, outage());
        int before = attempts;

        assertThatThrownBy(() -> call(Idempotency.SAFE, Duration.ofMinutes(1), () -> "done"))
                .isInstanceOfSatisfying(CircuitOpen.class, open -> {
                    assertThat(open.retryAfter()).hasValue(Duration.ofSeconds(15));
                    assertThat(open.progress()).isEqualTo(Progress.NOT_STARTED);
                });
        assertThat(attempts).isEqualTo(before);
        assertThat(waits).isEmpty();
    }

    @Test
    void oneMoreThatSucceedsShowsThatItIsNoOutage() {
        for (int i = 0; i < 5; i++) {
            fail(7, outage());
            succeed(1);
        }
    }

    @Test
    void staysClosedWhileTwoInSevenSucceed() {
        for (int i = 0; i < 5; i++) {
            succeed(2);
            fail(5, outage());
        }

        succeed(1);
    }

    @Test
    void oneSubjectThatAlwaysFailsIsNoOutage() {
        for (int i = 0; i < 30; i++) {
            failAbout("one");
        }

        succeed(1);
    }

    @Test
    void subjectsThatFailedBeforeDoNotOpenItAgain() {
        for (int times = 0; times < 5; times++) {
            for (int i = 0; i < 7; i++) {
                failAbout("bad " + i);
            }
            succeed(1);
        }
    }

    @Test
    void oneThatFailedBeforeIsNotTheOneThatTries() {
        for (int i = 0; i < 7; i++) {
            failAbout("bad " + i);
        }
        int before = attempts;

        assertThatThrownBy(() -> call("bad 0", Idempotency.ONCE, Duration.ofMinutes(1), () -> "too early"))
                .isInstanceOf(CircuitOpen.class);
        assertThat(attempts).isEqualTo(before);
        succeed(1);
        assertThat(call("bad 0", Idempotency.ONCE, Duration.ofMinutes(1), () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void oneThatFailedBeforeGivesWayToAnotherAndDoesNotProlongThePause() {
        for (int i = 0; i < 8; i++) {
            failAbout("bad " + i);
        }
        time.advance(Duration.ofSeconds(20));
        meanwhile = () -> succeed(1);

        failAbout("bad 0");
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
        succeed(1);
    }

    @Test
    void whereOnlyThoseThatFailedBeforeAreLeftOneOfThemTriesAfterThePause() {
        for (int i = 0; i < 7; i++) {
            failAbout("bad " + i);
        }
        time.advance(Duration.ofSeconds(15));

        assertThat(call("bad 0", Idempotency.ONCE, Duration.ofMinutes(1), () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void anotherServiceGoesOn() {
        fail(8, outage());

        Caller other = new Caller("another service", "subject");
        assertThat(guard.call(other, Idempotency.ONCE, Deadline.in(Duration.ofMinutes(1), time), begins -> "done"))
                .isEqualTo("done");
    }

    @Test
    void refusalsAreNoOutage() {
        fail(30, FakeFailure.lasting(Progress.FINISHED));
        fail(30, new IllegalStateException("a bug"));

        succeed(1);
    }

    @Test
    void triesAgainAfterThePauseAndGoesOnIfThatSucceeds() {
        fail(8, outage());
        time.advance(Duration.ofSeconds(15));

        succeed(20);
    }

    @Test
    void pausesAgainIfTheTrialFails() {
        fail(8, outage());
        time.advance(Duration.ofSeconds(15));
        fail(1, outage());

        assertThatThrownBy(() -> call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "done"))
                .isInstanceOf(CircuitOpen.class);
        time.advance(Duration.ofSeconds(15));
        succeed(1);
    }

    @Test
    void waitsForTheEndOfAPauseThatIsNearlyOver() {
        fail(8, outage());
        time.advance(Duration.ofSeconds(11));

        assertThat(call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "done")).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void waitsForTheCallThatTriesWhetherTheOutageIsOver() {
        fail(8, outage());
        time.advance(Duration.ofSeconds(15));

        String trial = call(Idempotency.ONCE, Duration.ofMinutes(1), () -> {
            assertThatThrownBy(() -> call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "too early"))
                    .isInstanceOfSatisfying(
                            CircuitOpen.class,
                            open -> assertThat(open.retryAfter()).isEmpty());
            return "done";
        });

        assertThat(trial).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
        succeed(1);
    }

    @Test
    void aCallThatBeganBeforeTheOutageSaysNothingAboutItsEnd() {
        String early = call(Idempotency.ONCE, Duration.ofMinutes(1), () -> {
            fail(8, outage());
            return "done";
        });

        assertThat(early).isEqualTo("done");
        assertThatThrownBy(() -> call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "too early"))
                .isInstanceOf(CircuitOpen.class);
    }

    @Test
    void aCallThatWasNotMadeDoesNotShowThatTheOutageIsOver() {
        fail(8, outage());
        time.advance(Duration.ofSeconds(15));
        fail(1, FakeFailure.lasting(Progress.NOT_STARTED));

        assertThatThrownBy(() -> call(Idempotency.ONCE, Duration.ofMinutes(1), () -> "done"))
                .isInstanceOf(CircuitOpen.class);
    }
}
