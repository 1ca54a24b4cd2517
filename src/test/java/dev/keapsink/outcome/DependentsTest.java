package dev.keapsink.outcome;

import static dev.keapsink.batch.Plans.list;
import static dev.keapsink.batch.Plans.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.batch.Plans;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.simulator.memory.Messages;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependentsTest {

    private static final int SEEDS = 10_000;

    private static Dependents in(List<Message> messages) {
        return Dependents.in(Plans.positions(messages), Plans.order(Plans.of(messages)));
    }

    @Test
    void allRecordsOfAMessageAndAllLaterOnesOfTheirContactsHaveToWait() {
        Dependents dependents = in(Messages.of(
                upsert("b"), list(upsert("a"), upsert("b")), upsert("c"), list(upsert("b"), upsert("d")), upsert("d")));

        assertThat(dependents.of(Set.of(1))).containsExactlyInAnyOrder(1, 2, 4, 5, 6);
        assertThat(dependents.of(Set.of(3))).containsExactly(3);
        assertThat(dependents.of(Set.of(3, 6))).containsExactlyInAnyOrder(3, 6);
        assertThat(dependents.of(Set.of())).isEmpty();
    }

    @Test
    void allLaterMessagesOfAFifoGroupHaveToWait() {
        Dependents dependents = in(Messages.fifo(
                "g|" + upsert("a"),
                "g|" + list(upsert("b"), "7"),
                "h|" + upsert("c"),
                "g|no json",
                "h|" + upsert("b")));

        assertThat(dependents.of(Set.of(2))).containsExactlyInAnyOrder(1, 2, 4, 5);
        assertThat(dependents.of(Set.of(3))).containsExactlyInAnyOrder(3, 5);
    }

    @Test
    void whatWasReachedBeforeIsNotReachedAgain() {
        Dependents dependents = in(Messages.of(upsert("a"), upsert("a"), upsert("a"), upsert("b")));
        Set<Integer> reached = new HashSet<>();

        assertThat(dependents.of(1, reached)).containsExactly(1, 2);
        assertThat(dependents.of(0, reached)).containsExactly(0);
        assertThat(dependents.of(2, reached)).isEmpty();
    }

    /** The naive twin: passes over the whole batch until one finds nothing more. */
    private static Set<Integer> slowly(Outcomes batch, Set<Integer> waiting) {
        Set<Integer> all = new HashSet<>(waiting);
        int before;
        do {
            before = all.size();
            batch.objects().forEach(contact -> addFrom(first(contact, all), contact, all));
            for (RecordPosition one : batch.positions()) {
                for (RecordPosition other : batch.positions()) {
                    boolean waits = isSameMessage(one, other) || isBehindInGroup(one, other);
                    if (waits && all.contains(other.index())) {
                        all.add(one.index());
                    }
                }
            }
        } while (all.size() > before);
        return all;
    }

    private static int first(List<Integer> contact, Set<Integer> waiting) {
        return IntStream.range(0, contact.size())
                .filter(i -> waiting.contains(contact.get(i)))
                .findFirst()
                .orElse(contact.size());
    }

    private static void addFrom(int first, List<Integer> contact, Collection<Integer> all) {
        all.addAll(contact.subList(first, contact.size()));
    }

    private static boolean isSameMessage(RecordPosition one, RecordPosition other) {
        return one.messageIndex() == other.messageIndex();
    }

    private static boolean isBehindInGroup(RecordPosition one, RecordPosition other) {
        return one.message().inFifoGroup()
                && one.message()
                        .delivery()
                        .group()
                        .equals(other.message().delivery().group())
                && one.messageIndex() > other.messageIndex();
    }

    @Test
    void areWhatRepeatedPassesOverTheBatchFind() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcomes batch = RandomBatch.of(seed);
            Set<Integer> waiting = batch.positions().stream()
                    .filter(position -> batch.of(position) instanceof RetryLater)
                    .map(RecordPosition::index)
                    .collect(Collectors.toSet());

            assertThat(Dependents.in(batch.positions(), batch.objects()).of(waiting))
                    .as("seed %d", seed)
                    .isEqualTo(slowly(batch, waiting));
        }
    }

    /** Counts the looks at a message. */
    private static final class Looks extends HashSet<Integer> {
        private int count;

        @Override
        public boolean add(Integer message) {
            count++;
            return super.add(message);
        }
    }

    @Test
    void aChainInAdverseOrderTakesTwoLooksAMessage() {
        int messages = 10_000;
        List<Message> chain = Messages.of(IntStream.range(0, messages)
                .mapToObj(i -> list(upsert("c" + i, "1"), upsert("c" + (i + 1), "2")))
                .toList());
        Looks looks = new Looks();

        assertThat(in(chain).of(2 * messages - 1, looks)).hasSize(2 * messages);
        assertThat(looks.count).isLessThanOrEqualTo(2 * messages);
    }

    @Test
    void manyMessagesOfOneContactAndOneGroupTakeThreeLooksAMessage() {
        String[] all = IntStream.range(0, 10_000)
                .mapToObj(i -> "g|" + upsert("a", "" + i))
                .toArray(String[]::new);
        Looks looks = new Looks();

        assertThat(in(Messages.fifo(all)).of(0, looks)).hasSize(all.length);
        assertThat(looks.count).isLessThanOrEqualTo(3 * all.length);
    }
}
