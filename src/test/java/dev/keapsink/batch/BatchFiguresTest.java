package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.LogLines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchFiguresTest {

    private final InMemorySink sink = new InMemorySink().tags(101L);

    @Test
    void everyBatchIsCountedOnce() {
        sink.keap.inject(Fault.badGateway().matching(request -> request.body().contains("later@example.com")));

        sink.deliver(Messages.received(
                3,
                Messages.of(
                        "{\"email\":\"a@example.com\"}",
                        "[{\"email\":\"b@example.com\"},{\"email\":\"later@example.com\"}]",
                        "not JSON",
                        "{}")));

        assertThat(sink.figures).singleElement().satisfies(figures -> {
            assertThat(figures.messages()).isEqualTo(4);
            assertThat(figures.records()).isEqualTo(5);
            assertThat(figures.written()).containsExactlyInAnyOrderEntriesOf(Map.of(Effect.CREATED, 1));
            assertThat(figures.rejected())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(Reason.UNREADABLE, 1, Reason.NO_MATCH_KEY, 1));
            assertThat(figures.deferred())
                    .as("the message with both records comes again")
                    .containsExactlyInAnyOrderEntriesOf(Map.of(Cause.UNAVAILABLE, 2));
            assertThat(figures.mostReceives()).isEqualTo(3);
            assertThat(figures.took()).isPositive();
        });
    }

    @Test
    void whatIsRejectedOrComesAgainHasALineAndWhatIsWrittenHasNone() {
        sink.keap.inject(Fault.badGateway().matching(request -> request.body().contains("later@example.com")));
        try (LogLines log = new LogLines()) {
            sink.deliver("{\"email\":\"a@example.com\"}", "{\"email\":\"later@example.com\"}", "not JSON");

            List<String> lines = log.all();
            assertThat(lines)
                    .contains("Rejected message m2: unreadable")
                    .anyMatch(
                            line -> line.matches("Returned message m1: unavailable \\(receipt 1, hidden for \\d+ s\\)"))
                    .noneMatch(line -> line.contains("m0") || line.contains("@"));
        }
    }
}
