package dev.keapsink.batch;

import static dev.keapsink.support.Tries.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.outcome.OutcomesOf;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.ReturnRule;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pure parts of a batch, each against a slow and obvious twin or its bounds. */
class PlanPropertiesTest {

    private static final int TRIES = 300;

    private static final int MOST_DRAFTS = 10;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration CAP = Duration.ofHours(1);

    /** Twelve hours after the receipt, which may be as long ago as the function runs, and a minute. */
    private static final Duration QUOTA_CAP = Duration.ofMinutes(12 * 60 - 2 - 1);

    /** None, the least, the caps and their neighbours, and beyond them. */
    private static final List<Duration> FLOORS = List.of(
            Duration.ZERO,
            Duration.ofMillis(1),
            CAP.minusMillis(1),
            CAP,
            CAP.plusMillis(1),
            QUOTA_CAP.minusMillis(1),
            QUOTA_CAP,
            QUOTA_CAP.plusMillis(1),
            Duration.ofDays(365));

    /** A message as far as planning looks at it; the version is 0 without one. */
    private record Draft(String name, boolean delete, int version, int sentAt, String group) {

        static Draft of(Random random) {
            return new Draft(
                    one(random, List.of("a", "b", "c")),
                    random.nextInt(4) == 0,
                    random.nextInt(4),
                    random.nextInt(6),
                    one(random, List.of("g", "h", "i")));
        }

        Message message(int index, boolean fifo) {
            String data = Plans.upsert(name);
            String body = "{%s%s\"data\":%s}"
                    .formatted(
                            delete ? "\"op\":\"delete\"," : "",
                            version == 0 ? "" : "\"version\":%d,".formatted(version),
                            data);
            Delivery delivery = new Delivery("r", 1, VirtualTime.START.plusMillis(sentAt), group, fifo);
            return new Message("m" + index, body, Map.of(), delivery);
        }
    }

    /** Up to ten, or none; now and then the same one over and over. */
    private static List<Draft> someDrafts(Random random) {
        int size = random.nextInt(MOST_DRAFTS + 1);
        return random.nextInt(20) == 0
                ? Collections.nCopies(size, Draft.of(random))
                : Stream.generate(() -> Draft.of(random)).limit(size).toList();
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<Message> messages(List<Draft> drafts, boolean fifo) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> drafts.get(i).message(i, fifo))
                .toList();
    }

    /** Whether a message comes before another one of the same contact, by the rule as it is written down. */
    private static boolean before(List<Draft> drafts, int one, int other) {
        Draft first = drafts.get(one);
        Draft second = drafts.get(other);
        boolean versioned = drafts.stream()
                .filter(draft -> draft.name().equals(first.name()))
                .allMatch(draft -> draft.version() != 0);
        if (versioned && first.version() != second.version()) {
            return first.version() < second.version();
        }
        return first.sentAt() == second.sentAt() ? one < other : first.sentAt() < second.sentAt();
    }

    private static List<Integer> inOrder(List<Draft> drafts, String name) {
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).name().equals(name)) {
                int position = 0;
                while (position < sorted.size() && before(drafts, sorted.get(position), i)) {
                    position++;
                }
                sorted.add(position, i);
            }
        }
        return sorted;
    }

    @Test
    void theWavesGoThroughEveryContactInItsOrder() {
        forAll(1_000, TRIES, PlanPropertiesTest::someDrafts, drafts -> {
            Plan plan = Plans.plan(Plans.of(messages(drafts, false)));

            for (String name : List.of("a", "b", "c")) {
                List<Integer> written = plan.waves().stream()
                        .flatMap(List::stream)
                        .map(Plans::positions)
                        .flatMap(List::stream)
                        .filter(index -> drafts.get(index).name().equals(name))
                        .toList();
                assertThat(written).as(name).isEqualTo(inOrder(drafts, name));
            }
        });
    }

    @Test
    void withinAWaveEveryContactOccursOnceAndADeleteStandsAlone() {
        forAll(2_000, TRIES, PlanPropertiesTest::someDrafts, drafts -> {
            for (List<Step> wave : Plans.plan(Plans.of(messages(drafts, false))).waves()) {
                assertThat(wave.stream().map(Step::key)).doesNotHaveDuplicates();
                assertThat(wave.stream().filter(step -> step.records().size() > 1))
                        .noneMatch(step -> step.records().stream()
                                .anyMatch(planned -> planned.change().isDelete()));
            }
        });
    }

    @Test
    void noTwoWritesThatFollowEachOtherCouldHaveBeenOne() {
        forAll(3_000, TRIES, PlanPropertiesTest::someDrafts, drafts -> {
            List<List<Step>> waves =
                    Plans.plan(Plans.of(messages(drafts, false))).waves();

            for (int i = 1; i < waves.size(); i++) {
                List<Step> before = waves.get(i - 1);
                for (Step step : waves.get(i)) {
                    assertThat(before)
                            .anyMatch(earlier -> earlier.key().equals(step.key())
                                    && (earlier.change().isDelete()
                                            || step.change().isDelete()));
                }
            }
        });
    }

    /** The naive twin: two steps share a lane if a chain of common groups leads from one to the other. */
    @Test
    void lanesAreTheStepsThatGroupsConnect() {
        forAll(4_000, TRIES, PlanPropertiesTest::someDrafts, drafts -> {
            for (List<Step> wave : Plans.plan(Plans.of(messages(drafts, true))).waves()) {
                List<Set<Integer>> connected = new ArrayList<>();
                for (int i = 0; i < wave.size(); i++) {
                    connected.add(reachable(wave, i));
                }
                List<Set<Integer>> lanes = Lanes.of(wave).stream()
                        .map(lane -> Set.copyOf(lane.stream().map(wave::indexOf).toList()))
                        .toList();

                assertThat(lanes).containsExactlyInAnyOrderElementsOf(Set.copyOf(connected));
            }
        });
    }

    private static Set<Integer> reachable(List<Step> wave, int from) {
        Set<Integer> reached = new HashSet<>(Set.of(from));
        boolean grows = true;
        while (grows) {
            Set<String> groups = new HashSet<>();
            reached.forEach(index -> groups.addAll(Lanes.groups(wave.get(index))));
            grows = false;
            for (int i = 0; i < wave.size(); i++) {
                grows |= !Collections.disjoint(groups, Lanes.groups(wave.get(i))) && reached.add(i);
            }
        }
        return reached;
    }

    @Test
    void theStepsOfAGroupKeepTheirOrderInTheirLane() {
        forAll(5_000, TRIES, PlanPropertiesTest::someDrafts, drafts -> {
            for (List<Step> wave : Plans.plan(Plans.of(messages(drafts, true))).waves()) {
                for (String group : List.of("g", "h", "i")) {
                    assertThat(ofGroup(group, Lanes.of(wave).stream().flatMap(List::stream)))
                            .isEqualTo(ofGroup(group, wave.stream()));
                }
            }
        });
    }

    private static List<Step> ofGroup(String group, Stream<Step> steps) {
        return steps.filter(step -> Lanes.groups(step).contains(group)).toList();
    }

    /** Messages of which some wait by themselves. */
    private record Waits(List<Draft> drafts, boolean fifo, List<Boolean> waiting) {

        /** Any of them, all or none. */
        static Waits of(Random random) {
            List<Draft> drafts = someDrafts(random);
            int eighths = one(random, List.of(0, 1, 4, 8));
            List<Boolean> waiting =
                    drafts.stream().map(draft -> random.nextInt(8) < eighths).toList();
            return new Waits(drafts, random.nextBoolean(), waiting);
        }

        List<Outcome> outcomes() {
            return IntStream.range(0, drafts.size())
                    .<Outcome>mapToObj(i -> waiting.get(i)
                            ? new RetryLater(Cause.UNAVAILABLE, Duration.ofSeconds(i))
                            : new Written(Effect.UPDATED))
                    .toList();
        }
    }

    /** The naive twin: a message is returned if it waits itself, or if one that it comes after is returned. */
    @Test
    void returnedIsWhatComesAfterSomethingReturned() {
        forAll(6_000, TRIES, Waits::of, waits -> {
            List<Message> messages = messages(waits.drafts(), waits.fifo());

            List<Outcome> kept = OutcomesOf.inOrder(ReturnRule.apply(OutcomesOf.records(messages, waits.outcomes())));

            for (int i = 0; i < messages.size(); i++) {
                int self = i;
                boolean follows = IntStream.range(0, messages.size())
                        .anyMatch(other -> kept.get(other) instanceof RetryLater
                                && comesAfter(waits.drafts(), waits.fifo(), self, other));
                assertThat(kept.get(i) instanceof RetryLater)
                        .as("m%d of %s", i, kept)
                        .isEqualTo(waits.waiting().get(i) || follows);
            }
        });
    }

    private static boolean comesAfter(List<Draft> drafts, boolean fifo, int self, int other) {
        Draft mine = drafts.get(self);
        Draft its = drafts.get(other);
        return (fifo && mine.group().equals(its.group()) && other < self)
                || (mine.name().equals(its.name()) && self != other && before(drafts, other, self));
    }

    /** What a delay depends on. */
    private record Wait(Cause cause, Duration floor, int receiveCount, double chance) {

        /** At both ends of each range and around each cap as often as between them. */
        static Wait of(Random random) {
            return new Wait(
                    one(random, List.of(Cause.values())),
                    random.nextBoolean() ? Duration.ofMillis(random.nextInt(100_000_001)) : one(random, FLOORS),
                    random.nextBoolean() ? 1 + random.nextInt(200) : one(random, List.of(1, 2, 200, Integer.MAX_VALUE)),
                    random.nextBoolean() ? random.nextDouble() : one(random, List.of(0.0, Math.nextDown(1.0))));
        }
    }

    @Test
    void aDelayNeverEndsBeforeItsFloorNorBeyondItsCap() {
        forAll(7_000, TRIES, Wait::of, wait -> {
            Duration cap = wait.cause() == Cause.QUOTA ? QUOTA_CAP : CAP;

            Duration delay = new RedeliveryDelay(new Backoff(wait::chance), TIMEOUT)
                    .of(wait.cause(), wait.floor(), wait.receiveCount());

            assertThat(delay).isPositive().isLessThanOrEqualTo(cap);
            assertThat(delay).isGreaterThanOrEqualTo(wait.floor().compareTo(cap) < 0 ? wait.floor() : cap);
        });
    }
}
