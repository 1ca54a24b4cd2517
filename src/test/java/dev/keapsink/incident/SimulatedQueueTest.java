package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedQueueTest {

    private final Scheduler time = new Scheduler(Instant.parse("2026-03-10T12:00:00Z"));
    private final SimulatedQueue queue = new SimulatedQueue(time, false, 3);
    private final SimulatedQueue fifo = new SimulatedQueue(time, true, 3);

    private static SentRecord record(int number, String group) {
        return new SentRecord(number, "c" + number, Set.of(), "{}", group, SentRecord.Kind.SOUND);
    }

    private static List<Integer> numbers(List<QueuedMessage> messages) {
        return messages.stream().map(message -> message.record.number()).toList();
    }

    private void sleep(Duration duration) {
        time.sleep(duration);
    }

    @Test
    void deliversTheOldestFirstAndHidesThemForAWhile() {
        time.run(() -> {
            List.of(1, 2, 3).forEach(number -> queue.send(record(number, "")));

            assertThat(numbers(queue.receive(2))).containsExactly(1, 2);
            assertThat(numbers(queue.receive(2))).containsExactly(3);
            sleep(SimulatedQueue.VISIBILITY_TIMEOUT.minusSeconds(1));
            assertThat(queue.receive(2)).isEmpty();
            sleep(Duration.ofSeconds(1));
            assertThat(queue.receive(1).getFirst().receiveCount).isEqualTo(2);
        });
    }

    @Test
    void hidesAMessageAsToldByItsNewestReceipt() {
        time.run(() -> {
            queue.send(record(1, ""));
            String first = queue.receive(1).getFirst().receipt;

            assertThat(queue.hide(first, Duration.ofSeconds(5))).isTrue();
            sleep(Duration.ofSeconds(5));
            String second = queue.receive(1).getFirst().receipt;
            assertThat(queue.hide(first, Duration.ofSeconds(5))).isFalse();
            assertThat(queue.hide(second, Duration.ofHours(12))).isTrue();
            assertThat(queue.hide(second, Duration.ofHours(12).plusSeconds(1))).isFalse();
        });
    }

    @Test
    void isEmptyOnceEverythingIsDeleted() {
        time.run(() -> {
            queue.send(record(1, ""));
            QueuedMessage message = queue.receive(1).getFirst();

            assertThat(queue.isEmpty()).isFalse();
            queue.delete(message.receipt);
            assertThat(queue.isEmpty()).isTrue();
        });
    }

    @Test
    void givesUpAMessageThatWasReceivedTooOften() {
        time.run(() -> {
            queue.send(record(1, ""));
            for (int i = 0; i < 4; i++) {
                queue.receive(1).forEach(message -> queue.hide(message.receipt, Duration.ZERO));
            }

            assertThat(queue.deadLetters()).hasSize(1);
            assertThat(queue.takeDeadLetters()).hasSize(1);
            assertThat(queue.deadLetters()).isEmpty();
        });
    }

    @Test
    void forgetsWhatIsTooOld() {
        time.run(() -> {
            queue.send(record(1, ""));
            sleep(SimulatedQueue.RETENTION);

            assertThat(queue.receive(1)).isEmpty();
            assertThat(queue.expired()).hasSize(1);
        });
    }

    @Test
    void deliversAMessageTwiceIfToldSo() {
        time.run(() -> {
            queue.repeat(2, () -> Duration.ofSeconds(3));
            queue.send(record(1, ""));
            queue.send(record(2, ""));
            queue.receive(2).forEach(message -> queue.delete(message.receipt));

            sleep(Duration.ofSeconds(3));
            assertThat(numbers(queue.receive(2))).containsExactly(2);
        });
    }

    @Test
    void holdsBackAFifoGroupWhileOneOfItsMessagesIsUnderWay() {
        time.run(() -> {
            fifo.send(record(1, "a"));
            fifo.send(record(2, "b"));
            List<QueuedMessage> first = fifo.receive(1);
            fifo.send(record(3, "a"));

            assertThat(numbers(first)).containsExactly(1);
            assertThat(numbers(fifo.receive(10))).containsExactly(2);
            fifo.hide(first.getFirst().receipt, Duration.ofSeconds(5));
            assertThat(fifo.receive(10)).isEmpty();
            sleep(Duration.ofSeconds(5));
            assertThat(numbers(fifo.receive(10))).containsExactly(1, 3);
        });
    }

    @Test
    void wakesAPollerWhenAMessageBecomesVisible() {
        time.run(() -> {
            Instant start = time.instant();
            queue.send(record(1, ""));
            queue.hide(queue.receive(1).getFirst().receipt, Duration.ofMinutes(7));

            queue.awaitMessages(Instant.MAX);

            assertThat(time.instant()).isEqualTo(start.plus(Duration.ofMinutes(7)));
            assertThat(queue.receive(1)).hasSize(1);
        });
    }
}
