package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private final Scheduler time = new Scheduler(START);
    private final List<String> course = new ArrayList<>();

    private void note(String what) {
        course.add(Duration.between(START, time.instant()).toSeconds() + " " + what);
    }

    private void sleep(int seconds) {
        time.sleep(Duration.ofSeconds(seconds));
    }

    @Test
    void threadsSleepBesideEachOther() {
        time.run(() -> {
            SimulatedThread slow = time.spawn(() -> {
                sleep(5);
                note("slow");
            });
            SimulatedThread quick = time.spawn(() -> {
                sleep(2);
                note("quick");
                sleep(2);
                note("quick again");
            });
            slow.join();
            quick.join();
            note("end");
        });

        assertThat(course).containsExactly("2 quick", "4 quick again", "5 slow", "5 end");
    }

    @Test
    void whatFallsDueTogetherHappensInTheOrderOfEntry() {
        time.run(() -> {
            List<SimulatedThread> threads = IntStream.range(0, 50)
                    .mapToObj(i -> time.spawn(() -> {
                        sleep(1);
                        note("thread " + i);
                    }))
                    .toList();
            threads.forEach(SimulatedThread::join);
        });

        assertThat(course)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "1 thread " + i).toList());
    }

    @Test
    void actionsHappenWhileEverybodySleeps() {
        time.run(() -> {
            time.at(START.plusSeconds(3), () -> note("action"));
            sleep(10);
            note("awake");
        });

        assertThat(course).containsExactly("3 action", "10 awake");
    }

    @Test
    void aSignalWakesThoseWhoWaitAndNobodyElse() {
        Signal signal = new Signal(time);
        time.run(() -> {
            List<SimulatedThread> threads = Stream.of(2, 9)
                    .map(seconds -> time.spawn(() -> {
                        signal.await(START.plusSeconds(seconds));
                        note("waited for at most " + seconds);
                    }))
                    .toList();
            time.at(START.plusSeconds(4), signal::raise);
            threads.forEach(SimulatedThread::join);
            sleep(20);
            note("nobody is woken twice");
        });

        assertThat(course)
                .containsExactly("2 waited for at most 2", "4 waited for at most 9", "24 nobody is woken twice");
    }

    @Test
    void aKilledProcessNeverRunsAgain() {
        ProcessGroup process = new ProcessGroup();
        time.run(() -> {
            time.spawn(process, () -> {
                time.spawn(() -> {
                    sleep(2);
                    note("child");
                });
                note("parent");
                sleep(2);
                note("parent again");
            });
            sleep(1);
            process.kill();
            sleep(10);
            note("end");
        });

        assertThat(course).containsExactly("0 parent", "11 end");
    }

    @Test
    void lanesOverlapUpToTheirBound() {
        time.run(() -> {
            List<Integer> doubled = new SimulatedConcurrency(time, 2).map(List.of(1, 2, 3, 4), number -> {
                sleep(1);
                return 2 * number;
            });
            note("done " + doubled);
        });

        assertThat(course).containsExactly("2 done [2, 4, 6, 8]");
    }

    @Test
    void anExceptionInAThreadOrAnActionEndsTheSimulation() {
        assertThatThrownBy(() -> new Scheduler(START).run(() -> {
                    throw new IllegalArgumentException("in a thread");
                }))
                .hasRootCauseMessage("in a thread");
        assertThatThrownBy(() -> time.run(() -> {
                    time.at(START.plusSeconds(1), () -> {
                        throw new IllegalArgumentException("in an action");
                    });
                    sleep(2);
                }))
                .hasRootCauseMessage("in an action");
    }

    @Test
    void aSimulationInWhichEverybodyWaitsEnds() {
        assertThatThrownBy(() -> time.run(() -> new Signal(time).await(Instant.MAX)))
                .hasRootCauseMessage("Everybody waits, and nothing is left to happen");
    }

    @Test
    void onlyItsOwnThreadsWaitInItsTime() {
        assertThatThrownBy(() -> sleep(1)).hasMessage("Only a simulated thread can wait in virtual time");
    }
}
