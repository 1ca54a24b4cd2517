package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.LogLines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.MDC;
import org.junit.jupiter.api.Test;

/** What a query can ask for without taking lines to pieces. */
class BatchLogTest {

    /** Held, because a logger that nobody holds forgets what it was told. */
    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    private static final class Fields extends Handler implements AutoCloseable {
        private final List<Map<String, String>> lines = new ArrayList<>();

        Fields() {
            LOG.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().matches("(Rejected|Returned) message .*|.* more records .*")) {
                lines.add(ExtLogRecord.wrap(line).getMdcCopy());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOG.removeHandler(this);
        }
    }

    private static List<Map<String, String>> fields(InMemorySink sink, String... bodies) {
        try (Fields fields = new Fields()) {
            sink.deliver(bodies);
            return fields.lines;
        }
    }

    @Test
    void saysOfARejectedRecordWhichAndWhy() {
        assertThat(fields(new InMemorySink(), "{\"email\":\"nobody\"}"))
                .singleElement()
                .satisfies(fields -> {
                    assertThat(fields).containsEntry("outcome", "rejected").containsEntry("reason", "invalid_value");
                    assertThat(fields).containsKey("messageId").doesNotContainKeys("cause", "record");
                });
    }

    @Test
    void saysOfAReturnedRecordWhichAndWhy() {
        assertThat(fields(new InMemorySink().key("wrong"), "{\"email\":\"ada@example.com\"}"))
                .singleElement()
                .satisfies(fields -> {
                    assertThat(fields).containsEntry("outcome", "returned").containsEntry("cause", "misconfigured");
                    assertThat(fields).containsEntry("stream", "contacts").doesNotContainKey("reason");
                });
    }

    @Test
    void numbersTheRecordsOfAMessageWithSeveral() {
        assertThat(fields(new InMemorySink(), "[{\"email\":\"ada@example.com\"},{\"email\":\"nobody\"}]"))
                .singleElement()
                .satisfies(fields -> assertThat(fields).containsEntry("record", "2"));
    }

    private static String[] alike(int count) {
        return Collections.nCopies(count, "{\"email\":\"nobody\"}").toArray(String[]::new);
    }

    @Test
    void hasALineEachForTheFirstTwentyOfAReasonAndOneForAllOthers() {
        List<Map<String, String>> lines = fields(new InMemorySink(), alike(50));

        assertThat(lines).hasSize(21);
        assertThat(lines.subList(0, 20))
                .allSatisfy(line -> assertThat(line).containsEntry("count", "1").containsKey("messageId"));
        assertThat(lines.getLast()).isEqualTo(Map.of("outcome", "rejected", "reason", "invalid_value", "count", "30"));
    }

    @Test
    void hasNoLineForOthersWhereThereAreNone() {
        assertThat(fields(new InMemorySink(), alike(20))).hasSize(20);
    }

    @Test
    void countsEachReasonAndEachCauseForItself() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            bodies.addAll(List.of("{\"email\":\"nobody\"}", "no JSON", "{\"email\":\"c%d@example.com\"}".formatted(i)));
        }
        InMemorySink sink = new InMemorySink();
        sink.keap.inject(Fault.badGateway());

        List<Map<String, String>> lines = fields(sink, bodies.toArray(String[]::new));

        assertThat(lines).hasSize(3 * 21);
        assertThat(lines.subList(60, 63))
                .containsExactly(
                        Map.of("outcome", "rejected", "reason", "invalid_value", "count", "3"),
                        Map.of("outcome", "rejected", "reason", "unreadable", "count", "3"),
                        Map.of("outcome", "returned", "cause", "unavailable", "count", "3"));
    }

    @Test
    void saysInWordsHowManyOthersThereWere() {
        try (LogLines log = new LogLines()) {
            new InMemorySink().deliver(alike(25));

            assertThat(log.all()).contains("5 more records rejected: invalid_value");
        }
    }

    /** Its sentence names the tag, of which each record can have its own. */
    @Test
    void hasALineEachForTheTwentyReasonsOfMostRecordsAndOneForAllOthers() {
        InMemorySink sink = new InMemorySink();
        sink.keap.inject(Fault.error(403, "No").matching("POST", "/v1/tags/*/contacts"));
        String[] bodies = IntStream.range(0, 51)
                .mapToObj(i -> "{\"tags\":[%d],\"data\":{\"email\":\"c%d@example.com\"}}"
                        .formatted(2_000 + Math.min(i, 49), i))
                .toArray(String[]::new);
        IntStream.range(0, 50).forEach(i -> sink.keap.addTag(2_000 + i, "Tag " + i));

        try (LogLines log = new LogLines()) {
            sink.deliver(bodies);

            List<String> lines = log.all().stream()
                    .filter(line -> line.contains("records wait"))
                    .toList();
            assertThat(lines).hasSize(21);
            assertThat(lines.getFirst()).contains("applying tag 2049", " 2 records wait");
            assertThat(lines.getLast()).contains("30 other reasons, such as: ", " 30 records wait");
        }
    }

    @Test
    void countsEachStreamIfMoreThanContactsIsWritten() {
        List<Message> messages = Messages.of("a", "b", "c", "d");
        List<RecordPosition> positions = IntStream.range(0, 4)
                .mapToObj(i -> new RecordPosition(i, i, 0, messages.get(i)))
                .toList();
        Outcome created = new Outcome.Written(Outcome.Effect.CREATED);
        Outcome unreadable = new Outcome.Rejected(Reason.UNREADABLE, null, "No JSON.");
        Outcomes outcomes =
                new Outcomes(positions, List.of(), Map.of(0, created, 1, created, 2, created, 3, unreadable));
        Map<Integer, ObjectType> types = Map.of(0, ObjectType.NOTES, 1, ObjectType.CONTACTS, 2, ObjectType.NOTES);

        try (LogLines log = new LogLines()) {
            BatchLog.outcomes(outcomes, types, true);
            BatchLog.outcomes(outcomes, types, false);

            String all = "Batch of 4 messages, 4 records: {created=3, rejected unreadable=1}";
            assertThat(log.all())
                    .contains(
                            all,
                            all
                                    + "; by stream: contacts {created=1}, notes {created=2}, unread {rejected unreadable=1}");
        }
    }

    @Test
    void leavesNothingBehindForOtherLines() {
        fields(new InMemorySink(), "{\"email\":\"nobody\"}");

        assertThat(MDC.copy()).isEmpty();
    }
}
