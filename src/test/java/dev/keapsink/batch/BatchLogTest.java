package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.TestSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
            if (line.getMessage().matches("(Rejected|Returned) message .*")) {
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

    private static List<Map<String, String>> fields(TestSink sink, String... bodies) {
        try (Fields fields = new Fields()) {
            sink.deliver(bodies);
            return fields.lines;
        }
    }

    @Test
    void saysOfARejectedRecordWhichAndWhy() {
        assertThat(fields(new TestSink(), "{\"email\":\"nobody\"}"))
                .singleElement()
                .satisfies(fields -> {
                    assertThat(fields).containsEntry("outcome", "rejected").containsEntry("reason", "invalid_value");
                    assertThat(fields).containsKey("messageId").doesNotContainKeys("cause", "record");
                });
    }

    @Test
    void saysOfAReturnedRecordWhichAndWhy() {
        assertThat(fields(new TestSink().key("wrong"), "{\"email\":\"ada@example.com\"}"))
                .singleElement()
                .satisfies(fields -> {
                    assertThat(fields).containsEntry("outcome", "returned").containsEntry("cause", "misconfigured");
                    assertThat(fields).containsEntry("stream", "contacts").doesNotContainKey("reason");
                });
    }

    @Test
    void numbersTheRecordsOfAMessageWithSeveral() {
        assertThat(fields(new TestSink(), "[{\"email\":\"ada@example.com\"},{\"email\":\"nobody\"}]"))
                .singleElement()
                .satisfies(fields -> assertThat(fields).containsEntry("record", "2"));
    }

    @Test
    void leavesNothingBehindForOtherLines() {
        fields(new TestSink(), "{\"email\":\"nobody\"}");

        assertThat(MDC.copy()).isEmpty();
    }
}
