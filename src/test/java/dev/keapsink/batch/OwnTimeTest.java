package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The time that the function itself takes for a batch counts like the time that Keap takes. */
class OwnTimeTest {

    private static final int COUNT = 10;

    private final InMemorySink sink = new InMemorySink().tags(101L);

    /** Messages of which each takes so long to read. */
    private List<Message> slow(Duration each) {
        List<Message> messages = Messages.of(IntStream.range(0, COUNT)
                .mapToObj(i -> Plans.upsert("slow" + i))
                .toList());
        return new AbstractList<>() {
            @Override
            public Message get(int index) {
                sink.time.advance(each);
                return messages.get(index);
            }

            @Override
            public int size() {
                return messages.size();
            }
        };
    }

    @Test
    void readingAndPlanningLeaveTheRestOfTheTimeForWriting() {
        assertThat(sink.deliver(slow(Duration.ofSeconds(5)))).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(COUNT);
    }

    @Test
    void whenNoTimeIsLeftToWriteAllComesAgainAndTheQueuesAreToldHowLate() {
        assertThat(sink.deliver(slow(Duration.ofMillis(11_500)))).hasSize(COUNT);

        assertThat(sink.calls()).isEmpty();
        assertThat(sink.hidden).hasSize(COUNT).containsValue(Duration.ofSeconds(5));
    }

    @Test
    void aWarmFunctionDoesNotWriteThenEither() {
        sink.deliver(Plans.upsert("first"));
        int calls = sink.calls().size();

        assertThat(sink.deliver(slow(Duration.ofMillis(11_500)))).hasSize(COUNT);

        assertThat(sink.calls()).hasSize(calls);
        assertThat(sink.hidden).hasSize(COUNT).containsValue(Duration.ofSeconds(5));
    }

    /** So much that ten thousand messages are judged and settled on half a core, and the reply is sent. */
    @Test
    void betweenTheLastWriteAndTheEndTheQueuesHaveFourSecondsAndTheFunctionTwo() {
        Duration timeout = Duration.ofMinutes(2);
        Budget budget = Budget.of(timeout, Duration.ofSeconds(30), Duration.ofMillis(200));
        Deadline deadline = Deadline.in(timeout, sink.time);

        assertThat(Duration.between(budget.forFinishing(deadline).end(), deadline.end()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(4 + 2));
        assertThat(Duration.between(budget.forSettling(deadline).end(), deadline.end()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
}
