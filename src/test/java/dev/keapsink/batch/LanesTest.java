package dev.keapsink.batch;

import static dev.keapsink.batch.Plans.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static List<List<List<Integer>>> lanes(List<Message> messages) {
        return Lanes.of(Plans.plan(Plans.of(messages)).waves().getFirst()).stream()
                .map(lane -> lane.stream().map(Plans::positions).toList())
                .toList();
    }

    @Test
    void onAStandardQueueEveryContactHasItsOwnLane() {
        assertThat(lanes(Messages.of(upsert("a"), upsert("b"))))
                .containsExactly(List.of(List.of(0)), List.of(List.of(1)));
    }

    @Test
    void onAFifoQueueAGroupIsOneLaneInOrder() {
        assertThat(lanes(Messages.fifo("g|" + upsert("a"), "h|" + upsert("b"), "g|" + upsert("c"))))
                .containsExactlyInAnyOrder(List.of(List.of(0), List.of(2)), List.of(List.of(1)));
    }

    @Test
    void groupsThatShareAContactShareALane() {
        assertThat(lanes(Messages.fifo("g|" + upsert("a"), "h|" + upsert("b"), "h|" + upsert("a"), "g|" + upsert("c"))))
                .containsExactly(List.of(List.of(0, 2), List.of(1), List.of(3)));
    }

    @Test
    void theLanesComeInTheOrderOfTheirFirstWrites() {
        assertThat(lanes(Messages.fifo("g|" + upsert("a"), "h|" + upsert("b"), "i|" + upsert("c"), "g|" + upsert("d"))))
                .containsExactly(List.of(List.of(0), List.of(3)), List.of(List.of(1)), List.of(List.of(2)));
    }
}
