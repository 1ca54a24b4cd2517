package dev.keapsink.batch;

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
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The pure parts of a batch, each against a slow and obvious twin or its bounds. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE, afterFailure = AfterFailureMode.SAMPLE_FIRST)
class PlanPropertiesTest {

    /** A message as far as planning looks at it; the version is 0 without one. */
    private record Draft(String name, boolean delete, int version, int sentAt, String group) {
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

    @Provide
    Arbitrary<List<Draft>> mappedRecords() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(0, 1, 2, 3),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of("g", "h", "i"))
                .as(Draft::new)
                .list()
                .ofMaxSize(10);
    }

    private static List<Message> messages(List<Draft> mappedRecords, boolean fifo) {
        return IntStream.range(0, mappedRecords.size())
                .mapToObj(i -> mappedRecords.get(i).message(i, fifo))
                .toList();
    }

    /** Whether a message comes before another one of the same contact, by the rule as it is written down. */
    private static boolean before(List<Draft> mappedRecords, int one, int other) {
        Draft first = mappedRecords.get(one);
        Draft second = mappedRecords.get(other);
        boolean versioned = mappedRecords.stream()
                .filter(mapped -> mapped.name().equals(first.name()))
                .allMatch(mapped -> mapped.version() != 0);
        if (versioned && first.version() != second.version()) {
            return first.version() < second.version();
        }
        return first.sentAt() == second.sentAt() ? one < other : first.sentAt() < second.sentAt();
    }

    private static List<Integer> inOrder(List<Draft> mappedRecords, String name) {
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < mappedRecords.size(); i++) {
            if (mappedRecords.get(i).name().equals(name)) {
                int position = 0;
                while (position < sorted.size() && before(mappedRecords, sorted.get(position), i)) {
                    position++;
                }
                sorted.add(position, i);
            }
        }
        return sorted;
    }

    @Property(seed = "1")
    void theWavesGoThroughEveryContactInItsOrder(@ForAll("drafts") List<Draft> mappedRecords) {
        Plan plan = Plans.plan(Plans.of(messages(mappedRecords, false)));

        for (String name : List.of("a", "b", "c")) {
            List<Integer> written = plan.waves().stream()
                    .flatMap(List::stream)
                    .map(Plans::positions)
                    .flatMap(List::stream)
                    .filter(index -> mappedRecords.get(index).name().equals(name))
                    .toList();
            assertThat(written).as(name).isEqualTo(inOrder(mappedRecords, name));
        }
    }

    @Property(seed = "2")
    void withinAWaveEveryContactOccursOnceAndADeleteStandsAlone(@ForAll("drafts") List<Draft> mappedRecords) {
        for (List<Step> wave :
                Plans.plan(Plans.of(messages(mappedRecords, false))).waves()) {
            assertThat(wave.stream().map(Step::key)).doesNotHaveDuplicates();
            assertThat(wave.stream().filter(step -> step.records().size() > 1))
                    .noneMatch(step -> step.records().stream()
                            .anyMatch(planned -> planned.change().isDelete()));
        }
    }

    @Property(seed = "3")
    void noTwoWritesThatFollowEachOtherCouldHaveBeenOne(@ForAll("drafts") List<Draft> mappedRecords) {
        List<List<Step>> waves =
                Plans.plan(Plans.of(messages(mappedRecords, false))).waves();

        for (int i = 1; i < waves.size(); i++) {
            List<Step> before = waves.get(i - 1);
            for (Step step : waves.get(i)) {
                assertThat(before)
                        .anyMatch(earlier -> earlier.key().equals(step.key())
                                && (earlier.change().isDelete() || step.change().isDelete()));
            }
        }
    }

    /** The naive twin: two steps share a lane if a chain of common groups leads from one to the other. */
    @Property(seed = "4")
    void lanesAreTheStepsThatGroupsConnect(@ForAll("drafts") List<Draft> mappedRecords) {
        for (List<Step> wave :
                Plans.plan(Plans.of(messages(mappedRecords, true))).waves()) {
            List<Set<Integer>> connected = new ArrayList<>();
            for (int i = 0; i < wave.size(); i++) {
                connected.add(reachable(wave, i));
            }
            List<Set<Integer>> lanes = Lanes.of(wave).stream()
                    .map(lane -> Set.copyOf(lane.stream().map(wave::indexOf).toList()))
                    .toList();

            assertThat(lanes).containsExactlyInAnyOrderElementsOf(Set.copyOf(connected));
        }
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

    @Property(seed = "5")
    void theStepsOfAGroupKeepTheirOrderInTheirLane(@ForAll("drafts") List<Draft> mappedRecords) {
        for (List<Step> wave :
                Plans.plan(Plans.of(messages(mappedRecords, true))).waves()) {
            for (String group : List.of("g", "h", "i")) {
                assertThat(ofGroup(group, Lanes.of(wave).stream().flatMap(List::stream)))
                        .isEqualTo(ofGroup(group, wave.stream()));
            }
        }
    }

    private static List<Step> ofGroup(String group, Stream<Step> steps) {
        return steps.filter(step -> Lanes.groups(step).contains(group)).toList();
    }

    /** The naive twin: a message is returned if it waits itself, or if one that it comes after is returned. */
    @Property(seed = "6")
    void returnedIsWhatComesAfterSomethingReturned(
            @ForAll("drafts") List<Draft> mappedRecords,
            @ForAll boolean fifo,
            @ForAll @IntRange(max = 1023) int waiting) {
        List<Message> messages = messages(mappedRecords, fifo);
        List<Outcome> outcomes = IntStream.range(0, mappedRecords.size())
                .<Outcome>mapToObj(i -> (waiting >> i) % 2 == 1
                        ? new RetryLater(Cause.UNAVAILABLE, Duration.ofSeconds(i))
                        : new Written(Effect.UPDATED))
                .toList();

        List<Outcome> kept = OutcomesOf.inOrder(ReturnRule.apply(OutcomesOf.records(messages, outcomes)));

        for (int i = 0; i < mappedRecords.size(); i++) {
            int self = i;
            boolean follows = IntStream.range(0, mappedRecords.size())
                    .anyMatch(other ->
                            kept.get(other) instanceof RetryLater && comesAfter(mappedRecords, fifo, self, other));
            assertThat(kept.get(i) instanceof RetryLater)
                    .as("m%d of %s", i, kept)
                    .isEqualTo(outcomes.get(i) instanceof RetryLater || follows);
        }
    }

    private static boolean comesAfter(List<Draft> mappedRecords, boolean fifo, int self, int other) {
        Draft mine = mappedRecords.get(self);
        Draft its = mappedRecords.get(other);
        return (fifo && mine.group().equals(its.group()) && other < self)
                || (mine.name().equals(its.name()) && self != other && before(mappedRecords, other, self));
    }

    @Property(seed = "7")
    void aDelayNeverEndsBeforeItsFloorNorBeyondItsCap(
            @ForAll Cause cause,
            @ForAll @LongRange(min = 0, max = 100_000_000) long floorMillis,
            @ForAll @IntRange(min = 1, max = 200) int receiveCount,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        Duration floor = Duration.ofMillis(floorMillis);
        Duration cap = cause == Cause.QUOTA ? Duration.ofMinutes(12 * 60 - 2 - 1) : Duration.ofHours(1);

        Duration delay =
                new RedeliveryDelay(new Backoff(() -> chance), Duration.ofMinutes(2)).of(cause, floor, receiveCount);

        assertThat(delay).isPositive().isLessThanOrEqualTo(cap);
        assertThat(delay).isGreaterThanOrEqualTo(floor.compareTo(cap) < 0 ? floor : cap);
    }
}
